import type { Store } from '../store/store.ts'
import type { Leg } from './legs.ts'

/** Legs on the disk, so that a restart does not forget the day's minutes. */
export interface LegStore {
  /** Inserts the leg, or updates its end. */
  save(leg: Leg): Promise<void>
  /** A leg without an end, whose call is over, ended with the call. */
  load(): Promise<readonly Leg[]>
  forget(before: number): Promise<void>
}

export function createLegStore(store: Store): LegStore {
  return {
    async save({ callId, partyId, identity, isTelephone, startedAt, endedAt }) {
      await store
        .insertInto('dialled_legs')
        .values({
          call_id: callId,
          party_id: partyId,
          identity,
          telephone: isTelephone ? 1 : 0,
          started_at: startedAt,
          ended_at: endedAt,
        })
        .onConflict((conflict) =>
          conflict.columns(['call_id', 'party_id']).doUpdateSet({ ended_at: endedAt }),
        )
        .execute()
    },
    async forget(before) {
      await store.deleteFrom('dialled_legs').where('ended_at', '<=', before).execute()
    },
    async load() {
      const rows = await store
        .selectFrom('dialled_legs')
        .leftJoin('calls', 'calls.call_id', 'dialled_legs.call_id')
        .selectAll('dialled_legs')
        .select(['calls.live', 'calls.updated_at'])
        .execute()
      return rows.map((row) => ({
        callId: row.call_id,
        partyId: row.party_id,
        identity: row.identity,
        isTelephone: row.telephone === 1,
        startedAt: row.started_at,
        endedAt: row.ended_at ?? (row.live === 1 ? null : (row.updated_at ?? row.started_at)),
      }))
    },
  }
}
