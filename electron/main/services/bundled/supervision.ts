import { assertNever } from '../../../../server/contract/assert-never.ts'
import type { BundledFailureCode } from '../../../contract/bundled.ts'
import type { ServerAddresses, ServerFailure, ServerGroupEvent } from './server-group.ts'

/** `failures` counts starts that did not last. */
export type Supervision =
  | { readonly kind: 'off' }
  | { readonly kind: 'starting'; readonly failures: number }
  | {
      readonly kind: 'running'
      readonly failures: number
      readonly addresses: ServerAddresses
      readonly startedAt: number
      /** It has answered the last ping. */
      readonly hasAnsweredPing: boolean
    }
  /** It is started again at `retryAt`. */
  | {
      readonly kind: 'waiting'
      readonly failures: number
      readonly retryAt: number
      readonly failure: ServerFailure
    }
  | { readonly kind: 'ending'; readonly failures: number; readonly next: Next }
  /** Only a person can help: another start would fail in the same way. */
  | { readonly kind: 'given-up'; readonly failure: ServerFailure }

/** What follows when all processes have ended. */
type Next =
  | { readonly kind: 'off' }
  | { readonly kind: 'again' }
  | { readonly kind: 'failed'; readonly failure: ServerFailure }

export type SupervisionEvent =
  | { readonly kind: 'start' }
  | { readonly kind: 'stop' }
  | { readonly kind: 'timer' }
  | ServerGroupEvent

export type SupervisionEffect =
  | { readonly kind: 'launch' }
  | { readonly kind: 'end' }
  | { readonly kind: 'kill' }
  | { readonly kind: 'ping' }
  /** There is one timer: a new one replaces it; null clears it. */
  | { readonly kind: 'timer'; readonly ms: number | null }

export interface SupervisionStep {
  readonly state: Supervision
  readonly effects: readonly SupervisionEffect[]
}

export const START_TIMEOUT_MS = 30_000
export const PING_INTERVAL_MS = 10_000
export const END_TIMEOUT_MS = 7_000
/** After running this long, a failure counts as the first one. */
export const STABLE_AFTER_MS = 60_000
const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 60_000

/** Doubles from a second to a minute. */
export function retryDelayMs(failures: number): number {
  return Math.min(FIRST_WAIT_MS * 2 ** (failures - 1), LONGEST_WAIT_MS)
}

const permanentFailures: ReadonlySet<BundledFailureCode> = new Set([
  'settings',
  'runtime',
  'database',
  'credentials',
])

/**
 * The only place that decides when the bundled server is started, stopped and started again. Handles every event in
 * every state.
 */
export function supervise(
  state: Supervision,
  event: SupervisionEvent,
  now: number,
): SupervisionStep {
  switch (event.kind) {
    case 'start':
      return onStart(state)
    case 'stop':
      return onStop(state)
    case 'ready':
      return state.kind === 'starting' ? toRunning(state, event.addresses, now) : stay(state)
    case 'failed':
      return state.kind === 'starting' || state.kind === 'running'
        ? toEnding(state, event, 'end')
        : stay(state)
    case 'pong':
      return state.kind === 'running' ? stay({ ...state, hasAnsweredPing: true }) : stay(state)
    case 'exited':
      return onExited(state, now)
    case 'timer':
      return onTimer(state, now)
    default:
      return assertNever(event)
  }
}

function onStart(state: Supervision): SupervisionStep {
  switch (state.kind) {
    case 'off':
    case 'waiting':
    case 'given-up':
      return toStarting(0)
    case 'ending':
      return stay({ ...state, failures: 0, next: { kind: 'again' } })
    case 'starting':
    case 'running':
      return stay(state)
    default:
      return assertNever(state)
  }
}

function onStop(state: Supervision): SupervisionStep {
  switch (state.kind) {
    case 'starting':
    case 'running':
      return toEnding(state, { kind: 'off' }, 'end')
    case 'ending':
      return stay({ ...state, next: { kind: 'off' } })
    case 'waiting':
    case 'given-up':
    case 'off':
      return step({ kind: 'off' }, timer(null))
    default:
      return assertNever(state)
  }
}

function onExited(state: Supervision, now: number): SupervisionStep {
  switch (state.kind) {
    case 'starting':
    case 'running':
      return onFailed(state.failures, { code: 'ended', details: [] }, now)
    case 'ending':
      return onLastExit(state, now)
    case 'off':
    case 'waiting':
    case 'given-up':
      return stay(state)
    default:
      return assertNever(state)
  }
}

/** All processes have ended, as they were asked to. */
function onLastExit(
  { failures, next }: Extract<Supervision, { kind: 'ending' }>,
  now: number,
): SupervisionStep {
  switch (next.kind) {
    case 'off':
      return step({ kind: 'off' }, timer(null))
    case 'again':
      return toStarting(failures)
    case 'failed':
      return onFailed(failures, next.failure, now)
    default:
      return assertNever(next)
  }
}

/** The time limit of the current state has passed. */
function onTimer(state: Supervision, now: number): SupervisionStep {
  switch (state.kind) {
    case 'waiting':
      return toStarting(state.failures)
    case 'starting':
      return toEnding(state, { kind: 'failed', failure: { code: 'slow', details: [] } }, 'kill')
    case 'running': {
      if (!state.hasAnsweredPing) {
        return toEnding(state, { kind: 'failed', failure: { code: 'silent', details: [] } }, 'kill')
      }
      const failures = now - state.startedAt >= STABLE_AFTER_MS ? 0 : state.failures
      return step(
        { ...state, failures, hasAnsweredPing: false },
        { kind: 'ping' },
        timer(PING_INTERVAL_MS),
      )
    }
    case 'ending':
      return step(state, { kind: 'kill' }, timer(END_TIMEOUT_MS))
    case 'off':
    case 'given-up':
      return stay(state)
    default:
      return assertNever(state)
  }
}

function onFailed(before: number, failure: ServerFailure, now: number): SupervisionStep {
  if (permanentFailures.has(failure.code)) return step({ kind: 'given-up', failure }, timer(null))
  const failures = before + 1
  const ms = retryDelayMs(failures)
  return step({ kind: 'waiting', failures, retryAt: now + ms, failure }, timer(ms))
}

function toStarting(failures: number): SupervisionStep {
  return step({ kind: 'starting', failures }, { kind: 'launch' }, timer(START_TIMEOUT_MS))
}

function toRunning(
  { failures }: { readonly failures: number },
  addresses: ServerAddresses,
  startedAt: number,
): SupervisionStep {
  const state = { kind: 'running', failures, addresses, startedAt, hasAnsweredPing: true } as const
  return step(state, timer(PING_INTERVAL_MS))
}

function toEnding(
  { failures }: { readonly failures: number },
  next: Next,
  how: 'end' | 'kill',
): SupervisionStep {
  return step({ kind: 'ending', failures, next }, { kind: how }, timer(END_TIMEOUT_MS))
}

function timer(ms: number | null): SupervisionEffect {
  return { kind: 'timer', ms }
}

function step(state: Supervision, ...effects: readonly SupervisionEffect[]): SupervisionStep {
  return { state, effects }
}

function stay(state: Supervision): SupervisionStep {
  return { state, effects: [] }
}
