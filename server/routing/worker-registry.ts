import type { Logger } from '../log/logger.ts'
import type { KnownWorker, WorkerStore } from './worker-store.ts'

/** The map of Workers and accounts in memory, read from disk at start; whose a Worker is, is asked nowhere else. */
export interface WorkerRegistry {
  /** Reads the disk: at start, and again because an administrator's tool writes there too. */
  load(): Promise<void>
  all(): readonly KnownWorker[]
  of(identity: string): KnownWorker | null
  bySid(workerSid: string): KnownWorker | null
  put(worker: KnownWorker): Promise<void>
  forget(identity: string): Promise<void>
}

export function createWorkerRegistry(deps: {
  readonly store: WorkerStore
  readonly log: Logger
}): WorkerRegistry {
  const { store, log } = deps
  const known = new Map<string, KnownWorker>()

  /** A disk that cannot be written must not keep an agent from being reached. */
  async function keep(written: Promise<void>, identity: string): Promise<void> {
    await written.catch((error: unknown) =>
      log.error({ err: error, identity }, 'whose a Worker is was not written to the disk'),
    )
  }

  return {
    async load() {
      for (const worker of await store.all()) {
        const { identity, workerSid, chosen } = worker
        const before = known.get(identity)
        // What the server writes is newer in memory.
        const same = before?.workerSid === workerSid
        known.set(identity, same ? { ...before, chosen } : worker)
      }
    },
    all: () => [...known.values()],
    of: (identity) => known.get(identity) ?? null,
    bySid: (workerSid) =>
      [...known.values()].find((worker) => worker.workerSid === workerSid) ?? null,
    async put(worker) {
      known.set(worker.identity, worker)
      await keep(store.put(worker), worker.identity)
    },
    async forget(identity) {
      known.delete(identity)
      await keep(store.remove(identity), identity)
    },
  }
}
