import type { Store } from '../store/store.ts'
import { readAttributes } from './worker-attributes.ts'
import type { Attributes } from './worker-attributes.ts'

/** Which Worker an agent has, and what its attributes are to be. */
export interface KnownWorker {
  readonly identity: string
  readonly workerSid: string
  /** What an administrator has chosen. */
  readonly chosen: Attributes
  /** All of them, as the server has last written or first found them. */
  readonly written: Attributes
}

/** Which Worker belongs to which agent, on the disk. */
export interface WorkerStore {
  put(worker: KnownWorker): Promise<void>
  /** False when this agent has no Worker yet. */
  setChosen(identity: string, chosen: Attributes): Promise<boolean>
  remove(identity: string): Promise<void>
  all(): Promise<readonly KnownWorker[]>
}

export function createWorkerStore(store: Store): WorkerStore {
  return {
    async put({ identity, workerSid, chosen, written }) {
      const row = {
        worker_sid: workerSid,
        chosen: JSON.stringify(chosen),
        written: JSON.stringify(written),
      }
      await store
        .insertInto('agent_workers')
        .values({ identity, ...row })
        .onConflict((conflict) => conflict.column('identity').doUpdateSet(row))
        .execute()
    },
    async setChosen(identity, chosen) {
      const { numUpdatedRows } = await store
        .updateTable('agent_workers')
        .set({ chosen: JSON.stringify(chosen) })
        .where('identity', '=', identity)
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },
    async remove(identity) {
      await store.deleteFrom('agent_workers').where('identity', '=', identity).execute()
    },
    async all() {
      const rows = await store.selectFrom('agent_workers').selectAll().execute()
      return rows.map(({ identity, worker_sid, chosen, written }) => ({
        identity,
        workerSid: worker_sid,
        chosen: readAttributes(chosen),
        written: readAttributes(written),
      }))
    },
  }
}
