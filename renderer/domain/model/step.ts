import type { Effect } from './effects.ts'
import type { State } from './state.ts'

/** What a transition makes of a state: the next one, and what to do in the world. */
export interface Step {
  readonly state: State
  readonly effects: readonly Effect[]
}

export function stay(state: State): Step {
  return { state, effects: [] }
}

export function go(state: State, ...effects: readonly Effect[]): Step {
  return { state, effects }
}

/** Lets `next` work on what `step` made, keeping the effects in order. */
export function andThen(step: Step, next: (state: State) => Step): Step {
  const result = next(step.state)
  return result.effects.length === 0
    ? { state: result.state, effects: step.effects }
    : { state: result.state, effects: [...step.effects, ...result.effects] }
}
