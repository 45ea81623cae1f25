import type { Logger } from '../log/logger.ts'
import type { KnownWorker, WorkerStore } from './worker-store.ts'

export type WorkerRegistry = ReturnType<typeof createWorkerRegistry>

/** Which Worker belongs to which agent. It is in memory, and read from the disk at the start. */
export function createWorkerRegistry(deps: { readonly store: WorkerStore; readonly log: Logger }) {
  const { store, log } = deps
  const known = new Map<string, KnownWorker>()

  /** An agent stays reachable when the disk cannot be written. */
  async function keep(written: Promise<void>, identity: string): Promise<void> {
    await written.catch((error: unknown) =>
      log.error({ err: error, identity }, 'whose a Worker is was not written to the disk'),
    )
  }

  return {
    /** Reads the disk: at the start, and regularly, because an administrator's tool writes there too. */
    async load(): Promise<void> {
      for (const worker of await store.all()) {
        const { identity, workerSid, chosen } = worker
        const before = known.get(identity)
        // What the server has written is newer in memory.
        const same = before?.workerSid === workerSid
        known.set(identity, same ? { ...before, chosen } : worker)
      }
    },
    all: (): readonly KnownWorker[] => [...known.values()],
    of: (identity: string): KnownWorker | null => known.get(identity) ?? null,
    bySid: (workerSid: string): KnownWorker | null =>
      [...known.values()].find((worker) => worker.workerSid === workerSid) ?? null,
    async put(worker: KnownWorker): Promise<void> {
      known.set(worker.identity, worker)
      await keep(store.put(worker), worker.identity)
    },
    async forget(identity: string): Promise<void> {
      known.delete(identity)
      await keep(store.remove(identity), identity)
    },
  }
}
