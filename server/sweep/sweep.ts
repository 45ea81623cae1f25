import { createTimers } from '../timers.ts'
import { findMissingCalls } from './sweep-calls.ts'
import { sweepTasks } from './sweep-tasks.ts'
import type { TaskSweepDeps } from './sweep-tasks.ts'
import type { Calls } from '../calls/runtime/calls.ts'
import type { TwilioGateway } from '../twilio/gateway.ts'

/**
 * A callback can be lost. So the server reads what was quiet for long, one by one, and each minute the lists of Tasks and
 * of live calls.
 */
export interface Sweep {
  /** When the calls have been read from the disk. */
  start(): void
  /** Callbacks may have been lost: reads all live calls and the Tasks now. */
  soon(reason: string): void
  close(): void
}

export interface SweepDeps extends TaskSweepDeps {
  /** Between 0 and 1. */
  random(): number
  readonly calls: Pick<Calls, 'listQuiet' | 'read' | 'lookUp' | 'dispatch' | 'all'>
  readonly gateway: Pick<TwilioGateway, 'openTasks' | 'liveCalls'>
}

/** How long a call may be quiet before it is read, ms; and how long after a gap. */
const QUIET_MS = 5 * 60_000
const QUIET_AFTER_GAP_MS = 60_000
const ROUND_MS = 60_000
/** Between two calls, ms. Reading one takes two requests, or three with a recording: six a second at most. */
const PACE_MS = 500
const LISTS_MS = 60_000
const AFTER_START_MS = 10_000
/** Between two rounds after gaps, ms. */
const GAP_REST_MS = 2 * 60_000
/** When the two clocks differ by more, the machine has slept, ms. */
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
    // One clock alone does not show it: one stands still in sleep, and people set the other.
    if (Math.abs(clocksApart() - apart) > SLEPT_MS) soon('the machine slept, or its clock was set')
    apart = clocksApart()
    if (due.length === 0) queue(QUIET_MS)
  }

  async function compareLists(): Promise<void> {
    await sweepTasks(deps)
    const missing = await findMissingCalls(deps)
    const idle = due.length === 0
    due = [...new Set([...missing, ...due])]
    if (idle) lookAtNext()
  }

  function lists(): void {
    timers.set('lists', clock.now() + jitter(LISTS_MS), lists)
    compareLists().catch((error: unknown) =>
      log.error({ err: error }, 'calls and Tasks were not compared'),
    )
  }

  function soon(reason: string): void {
    const at = Math.max(clock.now() + jitter(2000), gapAt + GAP_REST_MS)
    timers.set('gap', at, () => {
      gapAt = clock.now()
      log.info({ reason }, 'callbacks may have been lost; Twilio is asked what is true')
      queue(QUIET_AFTER_GAP_MS)
      lists()
    })
  }

  return {
    start() {
      apart = clocksApart()
      timers.set('round', clock.now() + jitter(ROUND_MS), round)
      timers.set('lists', clock.now() + jitter(AFTER_START_MS), lists)
    },
    soon,
    close() {
      due = []
      timers.clearAll()
    },
  }
}
