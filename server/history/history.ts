import type { HistoryEntry } from '../calls/call-command.ts'
import type { Call } from '../calls/call.ts'
import { directionOf, otherName } from '../calls/internal.ts'
import { instant } from '../clock.ts'
import { recentCall } from '../contract/desk.ts'
import type { DeskSnapshot, RecentCall } from '../contract/desk.ts'
import { isWithheld } from '../contract/dialled/caller-number.ts'
import type { Store } from '../store/store.ts'

const SHOWN = 50

export interface History {
  /** Idempotent by entry: an agent's line of one call is written once. */
  record(call: Call, entry: HistoryEntry): Promise<void>
  /** After-call work is done: the label of its disposition, and how long everything took. */
  wrappedUp(
    entryId: string,
    facts: { disposition: string | null; wrapSeconds: number },
  ): Promise<void>
  /** The newest first. */
  recent(identity: string): Promise<RecentCall[]>
  /** `since`: when the agent's day began, on the wall clock. */
  today(identity: string, since: number): Promise<DeskSnapshot['today']>
}

export function createHistory(store: Store): History {
  return {
    async record(call, entry) {
      await store
        .insertInto('history')
        .values({
          entry_id: entry.entryId,
          call_id: call.callId,
          identity: entry.identity,
          direction: directionOf(call),
          number: call.customer.number,
          digits: call.customer.digits,
          name: otherName(call, entry.identity),
          queue_name: call.queueName,
          started_at: entry.startedAt,
          talked_seconds: entry.talkedSeconds,
          handle_seconds: entry.talkedSeconds,
          outcome: entry.outcome,
          disposition: null,
        })
        .onConflict((conflict) => conflict.column('entry_id').doNothing())
        .execute()
    },
    async wrappedUp(entryId, { disposition, wrapSeconds }) {
      await store
        .updateTable('history')
        .set((column) => ({
          disposition,
          handle_seconds: column('talked_seconds', '+', wrapSeconds),
        }))
        .where('entry_id', '=', entryId)
        .execute()
    },
    async recent(identity) {
      const rows = await store
        .selectFrom('history')
        .selectAll()
        .where('identity', '=', identity)
        .orderBy('started_at', 'desc')
        .limit(SHOWN)
        .execute()
      return rows.flatMap((row) => {
        const read = recentCall.safeParse({
          callId: row.call_id,
          direction: row.direction,
          // Calls that were written down before withheld numbers were known as such.
          number: row.number !== null && isWithheld(row.number) ? null : row.number,
          digits: row.digits,
          name: row.name,
          queueName: row.queue_name,
          startedAt: instant(row.started_at),
          talkedSeconds: row.talked_seconds,
          outcome: row.outcome,
          dispositionLabel: row.disposition,
        })
        // One line that cannot be read must not cost an agent the whole desk.
        return read.success ? [read.data] : []
      })
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
      const calls = Number(row.calls)
      const averageHandleSeconds = calls === 0 ? 0 : Math.round(Number(row.seconds) / calls)
      return { calls, averageHandleSeconds }
    },
  }
}
