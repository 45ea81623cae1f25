import type { Writes } from '../../disk/writes.ts'
import { readOr } from '../../disk/disk-failure.ts'
import type { Store } from '../../store/store.ts'
import type { WebhookAnswerRow } from '../../store/tables.ts'

/** What a webhook was answered. `type` is the media type; null for an answer without a body. */
export interface WebhookAnswer {
  readonly status: number
  readonly type: string | null
  readonly body: string
}

/** The answers that webhooks were given, by a key of each webhook. */
export interface WebhookAnswers {
  find(key: string): Promise<WebhookAnswer | null>
  /** For a day. What is `brief` is kept in memory alone, for a minute. */
  keep(key: string, answer: WebhookAnswer, at: number, brief: boolean): Promise<void>
}

/** Twilio gives a webhook up after 15 s; what comes later was held up by whatever stands between. */
export const KEPT_MS = 24 * 60 * 60_000
const BRIEF_MS = 60_000
const CLEARED_MS = 60 * 60_000

export function createWebhookAnswers(store: Store, writes: Writes): WebhookAnswers {
  const unwritten = new Map<string, WebhookAnswer>()
  const brief = new Map<string, { readonly answer: WebhookAnswer; readonly until: number }>()
  let clearedAt = 0

  function forgetBrief(at: number): void {
    for (const [key, { until }] of brief) {
      // The oldest come first.
      if (until > at) return
      brief.delete(key)
    }
  }

  async function clearOld(at: number): Promise<void> {
    if (at - clearedAt < CLEARED_MS) return
    clearedAt = at
    await writes.put('old answers of webhooks', () =>
      store
        .deleteFrom('webhook_answers')
        .where('at', '<', at - KEPT_MS)
        .execute(),
    )
  }

  return {
    async find(key) {
      const known = unwritten.get(key) ?? brief.get(key)?.answer
      if (known !== undefined) return known
      const query = store.selectFrom('webhook_answers').selectAll().where('key', '=', key)
      const row = await readOr<WebhookAnswerRow | undefined>(query.executeTakeFirst(), undefined)
      return row === undefined ? null : { status: row.status, type: row.type, body: row.body }
    },
    async keep(key, answer, at, isBrief) {
      forgetBrief(at)
      if (isBrief) {
        brief.set(key, { answer, until: at + BRIEF_MS })
        return
      }
      unwritten.set(key, answer)
      await writes.put(`answer of webhook ${key}`, async () => {
        await store
          .insertInto('webhook_answers')
          .values({ key, at, ...answer })
          .onConflict((conflict) => conflict.column('key').doNothing())
          .execute()
        unwritten.delete(key)
      })
      await clearOld(at)
    },
  }
}
