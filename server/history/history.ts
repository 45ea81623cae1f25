import type { Selectable } from 'kysely'
import type { HistoryEntry } from '../calls/model/call-effect.ts'
import type { Call } from '../calls/model/call.ts'
import type { z } from 'zod'
import { getDirection, getOtherName } from '../calls/model/internal.ts'
import { instant } from '../clock.ts'
import { recentCall } from '../contract/desk.ts'
import type { DeskSnapshot, RecentCall } from '../contract/desk.ts'
import { isWithheld } from '../contract/dialled/caller-number.ts'
import type { WrapUpDraft } from '../contract/wrap-up-draft.ts'
import type { Writes } from '../disk/writes.ts'
import type { Store } from '../store/store.ts'
import type { HistoryRow } from '../store/tables.ts'

const SHOWN = 50

export interface FinishedWrapUp {
  /** The disposition's, in the words of now; null where none was chosen. */
  readonly label: string | null
  readonly draft: WrapUpDraft
  readonly wrapSeconds: number
}

/** Lines that a disk that fails has not taken yet are shown all the same. */
export interface History {
  /** Idempotent by entry: an agent's line of one call is written once. */
  record(call: Call, entry: HistoryEntry): Promise<void>
  /** After-call work is done. Kept of it: the disposition's label, and how long everything took. */
  addWrapUp(entryId: string, done: FinishedWrapUp): Promise<void>
  /** The newest first. */
  recent(identity: string): Promise<RecentCall[]>
  /** `since`: when the agent's day began, on the wall clock. */
  today(identity: string, since: number): Promise<DeskSnapshot['today']>
}

type Line = Selectable<HistoryRow>

export function createHistory(store: Store, writes: Writes): History {
  const unwritten = new Map<string, Line>()
  const unwrittenOf = (identity: string) =>
    [...unwritten.values()].filter((line) => line.identity === identity)

  return {
    async record(call, entry) {
      const line = lineOf(call, entry)
      unwritten.set(entry.entryId, line)
      await writes.put(`history ${entry.entryId}`, async () => {
        await store
          .insertInto('history')
          .values(line)
          .onConflict((conflict) => conflict.column('entry_id').doNothing())
          .execute()
        unwritten.delete(entry.entryId)
      })
    },
    async addWrapUp(entryId, { label: disposition, wrapSeconds }) {
      const line = unwritten.get(entryId)
      if (line !== undefined) {
        const handled = line.talked_seconds + wrapSeconds
        unwritten.set(entryId, { ...line, disposition, handle_seconds: handled })
      }
      // After the line itself, whichever of them waits.
      await writes.put(`history ${entryId} wrapped up`, () =>
        store
          .updateTable('history')
          .set((column) => ({
            disposition,
            handle_seconds: column('talked_seconds', '+', wrapSeconds),
          }))
          .where('entry_id', '=', entryId)
          .execute(),
      )
    },
    async recent(identity) {
      const waiting = unwrittenOf(identity)
      const rows = await store
        .selectFrom('history')
        .selectAll()
        .where('identity', '=', identity)
        .orderBy('started_at', 'desc')
        .limit(SHOWN)
        .execute()
      const written = rows.filter(({ entry_id: id }) =>
        waiting.every((line) => line.entry_id !== id),
      )
      return (
        [...waiting, ...written]
          .toSorted((a, b) => b.started_at - a.started_at)
          .slice(0, SHOWN)
          // One line that cannot be read must not cost an agent the whole desk.
          .flatMap((line) => recentCall.safeParse(recentFrom(line)).data ?? [])
      )
    },
    async today(identity, since) {
      const row = await store
        .selectFrom('history')
        .select(({ fn }) => [
          fn.countAll<number>().as('calls'),
          fn.sum<number | null>('handle_seconds').as('seconds'),
        ])
        .where('identity', '=', identity)
        .where('outcome', '=', 'answered')
        .where('started_at', '>=', since)
        .executeTakeFirstOrThrow()
      const waiting = unwrittenOf(identity).filter(
        (line) => line.outcome === 'answered' && line.started_at >= since,
      )
      const calls = Number(row.calls) + waiting.length
      const seconds = waiting.reduce((sum, line) => sum + line.handle_seconds, Number(row.seconds))
      const averageHandleSeconds = calls === 0 ? 0 : Math.round(seconds / calls)
      return { calls, averageHandleSeconds }
    },
  }
}

function lineOf(call: Call, entry: HistoryEntry): Line {
  return {
    entry_id: entry.entryId,
    call_id: call.callId,
    identity: entry.identity,
    direction: getDirection(call),
    number: call.customer.number,
    digits: call.customer.digits,
    name: getOtherName(call, entry.identity),
    queue_name: call.queueName,
    started_at: entry.startedAt,
    talked_seconds: entry.talkedSeconds,
    handle_seconds: entry.talkedSeconds,
    outcome: entry.outcome,
    disposition: null,
  }
}

function recentFrom(line: Line): Required<z.input<typeof recentCall>> {
  return {
    callId: line.call_id,
    direction: line.direction,
    // Calls that were written down before withheld numbers were known as such.
    number: line.number !== null && isWithheld(line.number) ? null : line.number,
    digits: line.digits,
    name: line.name,
    queueName: line.queue_name,
    startedAt: instant(line.started_at),
    talkedSeconds: line.talked_seconds,
    outcome: line.outcome,
    dispositionLabel: line.disposition,
  }
}
