import type { UnitEvent, UnitFacts, UnitFault } from './unit.ts'

/** `failures` counts starts that did not last. */
export type Supervision =
  | { readonly kind: 'off' }
  | { readonly kind: 'starting'; readonly failures: number }
  | {
      readonly kind: 'running'
      readonly failures: number
      readonly facts: UnitFacts
      readonly since: number
      /** It has answered the last ping. */
      readonly answered: boolean
    }
  /** It will be started again at `until`. */
  | {
      readonly kind: 'waiting'
      readonly failures: number
      readonly until: number
      readonly why: Why
    }
  | { readonly kind: 'ending'; readonly failures: number; readonly next: Next }
  /** Only a person can help: another try would fail in the same way. */
  | { readonly kind: 'given-up'; readonly why: Why }

export interface Why {
  readonly fault: UnitFault
  readonly details: readonly string[]
}

/** What comes when nothing of it runs any more. */
type Next =
  | { readonly kind: 'off' }
  | { readonly kind: 'again' }
  | { readonly kind: 'failed'; readonly why: Why }

export type SupervisionEvent =
  | { readonly kind: 'start' }
  | { readonly kind: 'stop' }
  | { readonly kind: 'timer' }
  | UnitEvent

export type SupervisionEffect =
  | { readonly kind: 'launch' }
  | { readonly kind: 'end' }
  | { readonly kind: 'kill' }
  | { readonly kind: 'ping' }
  /** One timer: a new one replaces the one before; null clears it. */
  | { readonly kind: 'timer'; readonly ms: number | null }

export interface SupervisionStep {
  readonly state: Supervision
  readonly effects: readonly SupervisionEffect[]
}

export const START_PATIENCE_MS = 30_000
export const PING_MS = 10_000
export const END_PATIENCE_MS = 7_000
/** Having run for so long, an end is a new story. */
export const STABLE_MS = 60_000
const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 60_000

/** Doubles from a second to a minute. */
export function waitAfter(failures: number): number {
  return Math.min(FIRST_WAIT_MS * 2 ** (failures - 1), LONGEST_WAIT_MS)
}

const hopeless: ReadonlySet<UnitFault> = new Set(['settings', 'runtime', 'database', 'credentials'])

/** The one place that decides when the bundled server is started, ended, and started again. Total. */
export function supervise(
  state: Supervision,
  event: SupervisionEvent,
  now: number,
): SupervisionStep {
  switch (event.kind) {
    case 'start':
      return start(state)
    case 'stop':
      return stop(state)
    case 'ready':
      return state.kind === 'starting'
        ? step(
            { ...state, kind: 'running', facts: event.facts, since: now, answered: true },
            timer(PING_MS),
          )
        : stay(state)
    case 'failed':
      return state.kind === 'starting' || state.kind === 'running'
        ? end(state, { kind: 'failed', why: { fault: event.fault, details: event.details } }, 'end')
        : stay(state)
    case 'pong':
      return state.kind === 'running' ? stay({ ...state, answered: true }) : stay(state)
    case 'exited':
      return exited(state, now)
    case 'timer':
      return late(state, now)
  }
}

function start(state: Supervision): SupervisionStep {
  switch (state.kind) {
    case 'off':
    case 'waiting':
    case 'given-up':
      return launch(0)
    case 'ending':
      return stay({ ...state, failures: 0, next: { kind: 'again' } })
    case 'starting':
    case 'running':
      return stay(state)
  }
}

function stop(state: Supervision): SupervisionStep {
  switch (state.kind) {
    case 'starting':
    case 'running':
      return end(state, { kind: 'off' }, 'end')
    case 'ending':
      return stay({ ...state, next: { kind: 'off' } })
    case 'waiting':
    case 'given-up':
    case 'off':
      return step({ kind: 'off' }, timer(null))
  }
}

function exited(state: Supervision, now: number): SupervisionStep {
  switch (state.kind) {
    case 'starting':
    case 'running':
      return failed(state.failures, { fault: 'ended', details: [] }, now)
    case 'ending':
      switch (state.next.kind) {
        case 'off':
          return step({ kind: 'off' }, timer(null))
        case 'again':
          return launch(state.failures)
        case 'failed':
          return failed(state.failures, state.next.why, now)
      }
    // oxlint-disable-next-line no-fallthrough -- the inner switch is exhaustive.
    case 'off':
    case 'waiting':
    case 'given-up':
      return stay(state)
  }
}

/** The time that the present state was given is up. */
function late(state: Supervision, now: number): SupervisionStep {
  switch (state.kind) {
    case 'waiting':
      return launch(state.failures)
    case 'starting':
      return end(state, { kind: 'failed', why: { fault: 'slow', details: [] } }, 'kill')
    case 'running': {
      if (!state.answered) {
        return end(state, { kind: 'failed', why: { fault: 'silent', details: [] } }, 'kill')
      }
      const failures = now - state.since >= STABLE_MS ? 0 : state.failures
      return step({ ...state, failures, answered: false }, { kind: 'ping' }, timer(PING_MS))
    }
    case 'ending':
      return step(state, { kind: 'kill' }, timer(END_PATIENCE_MS))
    case 'off':
    case 'given-up':
      return stay(state)
  }
}

function failed(before: number, why: Why, now: number): SupervisionStep {
  if (hopeless.has(why.fault)) return step({ kind: 'given-up', why }, timer(null))
  const failures = before + 1
  const ms = waitAfter(failures)
  return step({ kind: 'waiting', failures, until: now + ms, why }, timer(ms))
}

function launch(failures: number): SupervisionStep {
  return step({ kind: 'starting', failures }, { kind: 'launch' }, timer(START_PATIENCE_MS))
}

function end(
  { failures }: { readonly failures: number },
  next: Next,
  how: 'end' | 'kill',
): SupervisionStep {
  return step({ kind: 'ending', failures, next }, { kind: how }, timer(END_PATIENCE_MS))
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
