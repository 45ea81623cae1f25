import type { Effect } from './effects.ts'
import type { AppEvent, UnstampedEvent } from './events.ts'
import type { State } from './state.ts'

/** The result of a transition: the next state, and what to do. */
export interface Step {
  readonly state: State
  readonly effects: readonly Effect[]
}

/** One handler for each kind of event. An event that does not fit the state changes nothing. */
export type EventHandlers<Event extends UnstampedEvent = UnstampedEvent> = {
  readonly [Kind in Event['kind']]: (state: State, event: EventOf<Kind>) => Step
}

export type EventOf<Kind extends AppEvent['kind']> = Extract<AppEvent, { readonly kind: Kind }>

export function stay(state: State): Step {
  return { state, effects: [] }
}

export function go(state: State, ...effects: readonly Effect[]): Step {
  return { state, effects }
}

/** Lets each of `nexts` work on what came before it, keeping the effects in order. */
export function andThen(step: Step, ...nexts: readonly ((state: State) => Step)[]): Step {
  return nexts.reduce((before, next) => {
    const { state, effects } = next(before.state)
    return { state, effects: [...before.effects, ...effects] }
  }, step)
}
