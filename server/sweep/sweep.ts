import { createTimers } from '../timers.ts'
import { sweepTasks } from './sweep-tasks.ts'
import type { TaskSweepDeps } from './sweep-tasks.ts'
import type { Calls } from '../calls/runtime/calls.ts'

/**
 * Callbacks tell of changes, and one that is lost is told by nobody. So whatever has been quiet for long is looked at:
 * calls one by one, and the Tasks by one list.
 */
export interface Sweep {
  /** Once the calls have been read from the disk. */
  start(): void
  /** Callbacks may have been lost: all that is live is looked at now, and not in its turn. */
  soon(reason: string): void
  close(): void
}

export interface SweepDeps extends TaskSweepDeps {
  /** Between 0 and 1. */
  random(): number
  readonly calls: Pick<Calls, 'listQuiet' | 'read' | 'lookUp' | 'dispatch' | 'all'>
}

/** How long a call may tell nothing before Twilio is asked, ms; and how long after a gap. */
const QUIET_MS = 5 * 60_000
const QUIET_AFTER_GAP_MS = 60_000
const ROUND_MS = 60_000
/** A call costs two requests to read, three where it is recorded; so there are six a second at most, whatever is due. */
const PACE_MS = 500
const TASKS_MS = 5 * 60_000
const AFTER_START_MS = 10_000
/** Between two rounds after gaps, ms. */
const GAP_REST_MS = 2 * 60_000
/** By how much the two clocks may part before the machine must have slept, ms. */
const SLEPT_MS = 30_000

export function createSweep(deps: SweepDeps): Sweep {
  const { clock, log, calls } = deps
  const timers = createTimers(clock)
  const jitter = (ms: number) => ms * (0.8 + 0.4 * deps.random())
  const clocksApart = () => clock.wall() - clock.now()
  let due: string[] = []
  let apart = clocksApart()
  let gapAt = Number.NEGATIVE_INFINITY

  function queue(quietMs: number): void {
    const before = clock.now() - quietMs
    const quiet = calls.listQuiet().filter(({ since }) => since <= before)
    due = quiet.toSorted((a, b) => a.since - b.since).map(({ callId }) => callId)
    lookAtNext()
  }

  function lookAtNext(): void {
    const callId = due.shift()
    if (callId === undefined) return timers.clear('pace')
    timers.set('pace', clock.now() + PACE_MS, lookAtNext)
    calls.read(callId)
  }

  function round(): void {
    timers.set('round', clock.now() + jitter(ROUND_MS), round)
    // Neither clock alone tells: one stands still meanwhile, and the other is set by people.
    if (Math.abs(clocksApart() - apart) > SLEPT_MS) soon('the machine slept, or its clock was set')
    apart = clocksApart()
    if (due.length === 0) queue(QUIET_MS)
  }

  function tasks(): void {
    timers.set('tasks', clock.now() + jitter(TASKS_MS), tasks)
    sweepTasks(deps).catch((error: unknown) =>
      log.error({ err: error }, 'the Tasks were not compared'),
    )
  }

  function soon(reason: string): void {
    const at = Math.max(clock.now() + jitter(2000), gapAt + GAP_REST_MS)
    timers.set('gap', at, () => {
      gapAt = clock.now()
      log.info({ reason }, 'callbacks may have been lost; Twilio is asked what is true')
      queue(QUIET_AFTER_GAP_MS)
      tasks()
    })
  }

  return {
    start() {
      apart = clocksApart()
      timers.set('round', clock.now() + jitter(ROUND_MS), round)
      timers.set('tasks', clock.now() + jitter(AFTER_START_MS), tasks)
    },
    soon,
    close() {
      due = []
      timers.clearAll()
    },
  }
}
