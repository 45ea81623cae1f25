import PQueue from 'p-queue'
import { instant } from '../clock.ts'
import type { Clock } from '../clock.ts'
import type { Logger } from '../log/logger.ts'
import { createTimers } from '../timers.ts'
import { diskFailureOf } from './disk-failure.ts'
import type { DiskFailure } from './disk-failure.ts'

type Write = () => Promise<unknown>

/** How the disk is, for `/health`. `since` is on the wall clock, as ISO 8601. */
export type DiskHealth =
  | { readonly status: 'ok' }
  | {
      readonly status: 'failing'
      readonly reason: DiskFailure
      readonly since: string
      /** How many writes wait for it. */
      readonly waiting: number
    }

/**
 * Writes for which nobody waits: calls, after-call work and sessions go on in memory while the disk fails, and what the disk
 * did not take is tried again until it does.
 */
export interface Writes {
  /**
   * Writes after everything that was put before. Of several that wait under one name only the latest is written, in the place
   * of the first: a name stands for a whole state. Resolves when it is written, or waits for the disk; never rejects.
   */
  put(name: string, write: Write): Promise<void>
  /** Whether the disk does not have it yet. */
  isWaiting(name: string): boolean
  health(): DiskHealth
  /** Tries again, and logs what is lost. */
  close(): Promise<void>
}

export interface WritesDeps {
  readonly clock: Clock
  readonly log: Logger
  /** Between 0 and 1. */
  random(): number
  /** The disk had failed, and now has everything. */
  onRecovered(): void
}

const FIRST_PAUSE_MS = 100
/** While a disk is full, a try of at most 50 ms is made this often. */
const LONGEST_PAUSE_MS = 5000
/** How often a failure that goes on is logged again, ms. */
const REMINDER_MS = 60_000

interface OngoingFailure {
  readonly reason: DiskFailure
  readonly since: number
  readonly wall: number
  readonly toldAt: number
  readonly pause: number
}

export function createWrites({ clock, log, random, onRecovered }: WritesDeps): Writes {
  const waiting = new Map<string, Write>()
  const queue = new PQueue({ concurrency: 1 })
  const timers = createTimers(clock)
  let failure: OngoingFailure | null = null
  let closed = false

  async function drain(): Promise<void> {
    for (;;) {
      const [next] = waiting
      if (next === undefined) return reportRecovery()
      const [name, write] = next
      try {
        await write()
      } catch (error) {
        const reason = diskFailureOf(error)
        if (reason !== null) return reportFailure(reason, error)
        log.error({ err: error, write: name }, 'a write failed for good and is dropped')
      }
      // A newer write that came meanwhile has this place, and is next.
      if (waiting.get(name) === write) waiting.delete(name)
    }
  }

  function reportRecovery(): void {
    if (failure === null) return
    const { reason, since } = failure
    failure = null
    log.info(
      { reason, seconds: Math.round((clock.now() - since) / 1000) },
      'the disk is well again',
    )
    onRecovered()
  }

  function reportFailure(reason: DiskFailure, error: unknown): void {
    const at = clock.now()
    const known = failure?.reason === reason && at - failure.toldAt < REMINDER_MS
    if (!known) {
      log.error(
        { err: error, reason, waiting: waiting.size },
        'the disk fails; calls go on in memory, and what is to be written is tried again',
      )
    }
    const pause = Math.min(failure === null ? FIRST_PAUSE_MS : failure.pause * 2, LONGEST_PAUSE_MS)
    failure = {
      reason,
      since: failure?.since ?? at,
      wall: failure?.wall ?? clock.wall(),
      toldAt: known && failure !== null ? failure.toldAt : at,
      pause,
    }
    if (closed) return
    timers.set('again', at + pause * (0.8 + 0.4 * random()), () => void queue.add(drain))
  }

  return {
    async put(name, write) {
      waiting.set(name, write)
      if (failure === null) await queue.add(drain)
    },
    isWaiting: (name) => waiting.has(name),
    health() {
      if (failure === null) return { status: 'ok' }
      const { reason, wall } = failure
      return { status: 'failing', reason, since: instant(wall), waiting: waiting.size }
    },
    async close() {
      closed = true
      timers.clearAll()
      await queue.add(drain)
      if (waiting.size > 0) log.error({ writes: [...waiting.keys()] }, 'was never written')
    },
  }
}

/** Each write at once, or an error: for a program whose user waits for it. */
export const atOnce: Writes = {
  async put(_, write) {
    await write()
  },
  isWaiting: () => false,
  health: () => ({ status: 'ok' }),
  close: async () => undefined,
}
