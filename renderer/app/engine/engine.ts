import type { Effect } from '../../domain/model/effects.ts'
import type { AppEvent, UnstampedEvent } from '../../domain/model/events.ts'
import { initialState, type State } from '../../domain/model/state.ts'
import { transition } from '../../domain/transition.ts'
import { logLine, type UntimedLogLine } from './event-log.ts'

export type Dispatch = (happening: UnstampedEvent) => void

export interface Engine {
  /** What happens is stamped with the time and worked off in order, one at a time. */
  readonly dispatch: Dispatch
  state(): State
}

export interface EngineDeps {
  readonly now: () => number
  /** Does what an effect says. Failures of the world come back as events; what is thrown is a bug. */
  readonly run: (effect: Effect) => void | Promise<unknown>
  readonly onState: (state: State) => void
  readonly onLog: (line: UntimedLogLine) => void
}

/** dispatch → transition → effects. */
export function createEngine({ now, run, onState, onLog }: EngineDeps): Engine {
  const waiting: UnstampedEvent[] = []
  let state = initialState
  let working = false

  function perform(effect: Effect): void {
    /** An effect that threw: a bug, which must not take the desk down with it. */
    const broke = (error: unknown) => {
      const reason = error instanceof Error ? error.message : 'unknown'
      onLog(logLine(`broke:${effect.kind}`, { reason }))
    }
    try {
      const outcome = run(effect)
      if (outcome instanceof Promise) outcome.catch(broke)
    } catch (error) {
      broke(error)
    }
  }

  function work(happening: UnstampedEvent): void {
    const event: AppEvent = { ...happening, at: now() }
    // Ticks come each second and say nothing.
    if (event.kind !== 'tick') onLog(logLine(event.kind, event))
    const step = transition(state, event)
    if (step.state !== state) {
      state = step.state
      onState(state)
    }
    step.effects.forEach(perform)
  }

  function dispatch(happening: UnstampedEvent): void {
    waiting.push(happening)
    // An effect may dispatch at once: its event waits until this one's effects have all begun.
    if (working) return
    working = true
    try {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) work(next)
    } finally {
      working = false
    }
  }

  return { dispatch, state: () => state }
}
