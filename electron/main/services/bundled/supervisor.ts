import type { Log } from '../../log.ts'
import { supervise, type Supervision, type SupervisionEvent } from './supervision.ts'
import type { LaunchUnit, Unit } from './unit.ts'

export interface SupervisorClock {
  now(): number
  /** Calls `run` once after `ms`; the returned function cancels it. */
  after(ms: number, run: () => void): () => void
}

export interface Supervisor {
  state(): Supervision
  /** From now on it is to run. Again while it runs: nothing; while it waits: at once. */
  start(): void
  /** From now on it is not to run. Resolves when nothing of it does. */
  stop(): Promise<void>
  onChange(listener: (state: Supervision) => void): () => void
}

/** Keeps one unit running: carries out what `supervise` decides. */
export function createSupervisor(options: {
  readonly launch: LaunchUnit
  readonly clock: SupervisorClock
  readonly log: Log
}): Supervisor {
  const { launch, clock, log } = options
  const listeners = new Set<(state: Supervision) => void>()
  let state: Supervision = { kind: 'off' }
  let unit: Unit | null = null
  let cancelTimer: (() => void) | null = null

  function setTimer(ms: number | null): void {
    cancelTimer?.()
    cancelTimer = ms === null ? null : clock.after(ms, () => happen({ kind: 'timer' }))
  }

  function launchUnit(): void {
    // What an earlier unit still says is about nothing that we know.
    const fresh: Unit = launch((event) => {
      if (unit === fresh) happen(event)
    })
    unit = fresh
  }

  function happen(event: SupervisionEvent): void {
    const before = state
    const { state: after, effects } = supervise(before, event, clock.now())
    state = after
    for (const effect of effects) {
      if (effect.kind === 'launch') launchUnit()
      else if (effect.kind === 'timer') setTimer(effect.ms)
      else unit?.[effect.kind]()
    }
    if (before.kind !== after.kind) tell(after)
    for (const listener of listeners) listener(after)
  }

  function tell(now: Supervision): void {
    const why = now.kind === 'waiting' || now.kind === 'given-up' ? now.why : null
    if (why === null) log.info({ state: now.kind }, 'bundled server')
    else log.warn({ state: now.kind, fault: why.fault }, 'bundled server')
  }

  return {
    state: () => state,
    start: () => happen({ kind: 'start' }),
    stop() {
      happen({ kind: 'stop' })
      if (state.kind === 'off') return Promise.resolve()
      return new Promise((resolve) => {
        const listener = (now: Supervision): void => {
          if (now.kind !== 'off') return
          listeners.delete(listener)
          resolve()
        }
        listeners.add(listener)
      })
    },
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
