import type { Selectable } from 'kysely'
import type { HistoryEntry } from '../calls/model/call-effect.ts'
import type { Call } from '../calls/model/call.ts'
import type { z } from 'zod'
import { getDirection, getOtherName } from '../calls/model/internal.ts'
import { instant } from '../clock.ts'
import { recentCall } from '../contract/desk.ts'
import type { DeskSnapshot, RecentCall } from '../contract/desk.ts'
import { isWithheld } from '../contract/dialled/caller-number.ts'
import type { Writes } from '../disk/writes.ts'
import type { Store } from '../store/store.ts'
import type { HistoryRow } from '../store/tables.ts'

const SHOWN = 50

/** Rows that a failing disk has not taken yet are shown too. */
export interface History {
  /** An entry is written once, however often it is recorded. */
  record(call: Call, entry: HistoryEntry): Promise<void>
  /** After-call work is done. `disposition`: the label, as the settings have it now; null where none was chosen. */
  addWrapUp(entryId: string, disposition: string | null, wrapSeconds: number): Promise<void>
  /** The newest first. */
  recent(identity: string): Promise<RecentCall[]>
  /** `since`: when the agent's day began, on the wall clock. */
  today(identity: string, since: number): Promise<DeskSnapshot['today']>
}

type HistoryEntryRow = Selectable<HistoryRow>

export function createHistory(store: Store, writes: Writes): History {
  const unwritten = new Map<string, HistoryEntryRow>()
  const unwrittenOf = (identity: string) =>
    [...unwritten.values()].filter((row) => row.identity === identity)

  return {
    async record(call, entry) {
      const row = rowFrom(call, entry)
      unwritten.set(entry.entryId, row)
      await writes.put(`history ${entry.entryId}`, async () => {
        await store
          .insertInto('history')
          .values(row)
          .onConflict((conflict) => conflict.column('entry_id').doNothing())
          .execute()
        unwritten.delete(entry.entryId)
      })
    },
    async addWrapUp(entryId, disposition, wrapSeconds) {
      const row = unwritten.get(entryId)
      if (row !== undefined) {
        const handled = row.talked_seconds + wrapSeconds
        unwritten.set(entryId, { ...row, disposition, handle_seconds: handled })
      }
      // After the row itself, whichever of them waits.
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
      const written = rows.filter(({ entry_id: id }) => waiting.every((row) => row.entry_id !== id))
      return (
        [...waiting, ...written]
          .toSorted((a, b) => b.started_at - a.started_at)
          .slice(0, SHOWN)
          // One row that cannot be read must not cost an agent the whole desk.
          .flatMap((row) => recentCall.safeParse(recentFrom(row)).data ?? [])
      )
    },
    async today(identity, since) {
      const sums = await store
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
        (row) => row.outcome === 'answered' && row.started_at >= since,
      )
      const calls = Number(sums.calls) + waiting.length
      const seconds = waiting.reduce((sum, row) => sum + row.handle_seconds, Number(sums.seconds))
      const averageHandleSeconds = calls === 0 ? 0 : Math.round(seconds / calls)
      return { calls, averageHandleSeconds }
    },
  }
}

function rowFrom(call: Call, entry: HistoryEntry): HistoryEntryRow {
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

function recentFrom(row: HistoryEntryRow): Required<z.input<typeof recentCall>> {
  return {
    callId: row.call_id,
    direction: row.direction,
    // Earlier versions kept withheld numbers as they came.
    number: row.number !== null && isWithheld(row.number) ? null : row.number,
    digits: row.digits,
    name: row.name,
    queueName: row.queue_name,
    startedAt: instant(row.started_at),
    talkedSeconds: row.talked_seconds,
    outcome: row.outcome,
    dispositionLabel: row.disposition,
  }
}
