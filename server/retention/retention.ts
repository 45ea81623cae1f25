import { rmSync } from 'node:fs'
import type { Clock } from '../clock.ts'
import type { Logger } from '../log/logger.ts'
import { listCopies } from '../store/files/copies.ts'
import type { Store } from '../store/store.ts'
import { createTimers } from '../timers.ts'
import { BATCH, deleteBatch, deletions } from './deletions.ts'
import type { Deletion, KeepDays } from './deletions.ts'
import { untilNight } from './night.ts'

/** Deletes what was kept long enough: some minutes after the start, and every night. */
export interface Retention {
  start(): void
  /** Deletes now; resolves when it is done. */
  run(): Promise<void>
  close(): Promise<void>
}

export interface RetentionDeps {
  readonly clock: Clock
  readonly log: Logger
  readonly store: Store
  /** The data folder; null for a store in memory. */
  readonly folder: string | null
  readonly keep: KeepDays
  /** The latest instant that was on the disk when this server started. */
  readonly latest: number
  /** Between 0 and 1. */
  random(): number
  /** Lets the server do something else. */
  pause(): Promise<void>
}

const DAY_MS = 24 * 60 * 60_000
/** The start has other things to do. */
const SOONEST_MS = 60_000
const SPREAD_MS = 10 * 60_000
/** After such a long stop the clock may be wrong. A day later it is corrected, or somebody has noticed. */
const LONG_STOP_MS = 7 * DAY_MS

export function createRetention(deps: RetentionDeps): Retention {
  const { clock, log, store, keep } = deps
  const timers = createTimers(clock)
  let running: Promise<void> = Promise.resolve()
  let closed = false

  async function work(): Promise<void> {
    // The wall clock may be set forward, and our own clock continues where a wrong one left it.
    const now = Math.min(clock.now(), clock.wall())
    const before = (days: number) => now - days * DAY_MS
    const deleted: Record<string, number> = {}
    for (const deletion of deletions) {
      const days = keep[deletion.keep]
      const rows = days === 0 ? 0 : await deleteAll(deletion, before(days))
      if (rows > 0) deleted[deletion.what] = rows
    }
    const files = keep.copies === 0 ? 0 : deleteCopies(deps.folder, before(keep.copies))
    if (files > 0) deleted['copies'] = files
    if (Object.keys(deleted).length > 0)
      log.info({ deleted }, 'what was kept long enough is deleted')
  }

  async function deleteAll(deletion: Deletion, before: number): Promise<number> {
    if (closed) return 0
    const rows = await deleteBatch(store, deletion, before)
    if (rows < BATCH) return rows
    await deps.pause()
    return rows + (await deleteAll(deletion, before))
  }

  function run(): Promise<void> {
    running = work().catch((error: unknown) => {
      log.error(
        { err: error },
        'what was kept long enough could not be deleted; the next night tries again',
      )
    })
    return running
  }

  function plan(ms: number): void {
    timers.set('night', clock.now() + ms, () => {
      void run()
      plan(untilNight(clock.wall(), deps.random()))
    })
  }

  return {
    start() {
      const stopped = clock.now() - deps.latest
      const first = stopped > LONG_STOP_MS ? DAY_MS : SOONEST_MS
      plan(first + Math.floor(deps.random() * SPREAD_MS))
    },
    run,
    async close() {
      closed = true
      timers.clearAll()
      await running
    },
  }
}

function deleteCopies(folder: string | null, before: number): number {
  const old = folder === null ? [] : listCopies(folder).filter(({ at }) => at < before)
  for (const { path } of old) rmSync(path, { force: true })
  return old.length
}
