import type { Clock } from '../../clock.ts'
import type { Log } from '../../log.ts'
import { supervise, type Supervision, type SupervisionEvent } from './supervision.ts'
import type { LaunchServerGroup, ServerGroup } from './server-group.ts'

export interface Supervisor {
  state(): Supervision
  /** Starts it. Does nothing while it runs; while it waits, starts it at once. */
  start(): void
  /** Stops it. Resolves when no process is left. */
  stop(): Promise<void>
  onChange(listener: (state: Supervision) => void): void
}

/** Keeps one server group running: carries out what `supervise` decides. */
export function createSupervisor(deps: {
  readonly launch: LaunchServerGroup
  readonly clock: Clock
  readonly log: Log
}): Supervisor {
  const { launch, clock, log } = deps
  const listeners = new Set<(state: Supervision) => void>()
  let state: Supervision = { kind: 'off' }
  let group: ServerGroup | null = null
  let cancelTimer: (() => void) | null = null

  function setTimer(ms: number | null): void {
    cancelTimer?.()
    cancelTimer = ms === null ? null : clock.after(ms, () => handle({ kind: 'timer' }))
  }

  function launchGroup(): void {
    // Late events of an earlier group are ignored.
    const fresh: ServerGroup = launch((event) => {
      if (group === fresh) handle(event)
    })
    group = fresh
  }

  function handle(event: SupervisionEvent): void {
    const before = state
    const { state: after, effects } = supervise(before, event, clock.now())
    state = after
    for (const effect of effects) {
      if (effect.kind === 'launch') launchGroup()
      else if (effect.kind === 'timer') setTimer(effect.ms)
      else group?.[effect.kind]()
    }
    if (before.kind !== after.kind) logState(after)
    for (const listener of listeners) listener(after)
  }

  function logState(now: Supervision): void {
    if ('failure' in now) log.warn({ state: now.kind, code: now.failure.code }, 'bundled server')
    else log.info({ state: now.kind }, 'bundled server')
  }

  return {
    state: () => state,
    start: () => handle({ kind: 'start' }),
    stop() {
      handle({ kind: 'stop' })
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
    onChange: (listener) => void listeners.add(listener),
  }
}
