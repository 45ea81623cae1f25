import type { Writes } from '../../disk/writes.ts'
import { readOr } from '../../disk/read-or.ts'
import type { Store } from '../../store/store.ts'

/** The answer to a webhook. `type` is the media type; null without a body. */
export interface WebhookAnswer {
  readonly status: number
  readonly type: string | null
  readonly body: string
}

/** The answers to webhooks, by a key of each webhook. */
export interface WebhookAnswers {
  find(key: string): Promise<WebhookAnswer | null>
  /** Keeps the answer for a day; a `brief` one for a minute, and only in memory. */
  keep(key: string, answer: WebhookAnswer, at: number, brief: boolean): Promise<void>
}

/** Twilio tries for 15 s only, but a proxy can deliver a request much later. */
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
      const query = store
        .selectFrom('webhook_answers')
        .select(['status', 'type', 'body'])
        .where('key', '=', key)
      const kept = await readOr<WebhookAnswer | undefined>(query.executeTakeFirst(), undefined)
      return kept ?? null
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
