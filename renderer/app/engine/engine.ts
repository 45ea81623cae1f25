import type { Effect } from '../../domain/model/effects.ts'
import type { AppEvent, UnstampedEvent } from '../../domain/model/events.ts'
import { initialState, type State } from '../../domain/model/state.ts'
import { transition } from '../../domain/transition.ts'
import { logLine, type UntimedLogLine } from './event-log.ts'

export type Dispatch = (happening: UnstampedEvent) => void

export interface Engine {
  /** Events get the time and are handled in order, one at a time. */
  readonly dispatch: Dispatch
  state(): State
}

export interface EngineDeps {
  readonly now: () => number
  /** Expected failures come back as events; what is thrown is a bug. */
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
    /** A bug in one effect must not stop the desk. */
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
    // Ticks come each second and would fill the log.
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
    // An effect may dispatch at once: that event waits until all effects of this one have begun.
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
