import { isRinging } from './local-call.ts'
import { registrationOf } from '../connections/device.ts'
import type { DialState } from '../model/call-state.ts'
import type { Effect } from '../model/effects.ts'
import type { DialEvent } from '../model/events.ts'
import { canAddLeg, dialLeg } from './second-call.ts'
import type { State } from '../model/state.ts'
import { go, stay, type EventHandlers, type EventOf, type Step } from '../model/step.ts'
import { answer } from './voice.ts'

export const dialHandlers: EventHandlers<DialEvent> = {
  dial: (state, { target, callerId }) =>
    requestCall(state, null, { kind: 'command-dial', target, callerId }),
  retrieve: onRetrieve,
  'dial-accepted': onAccepted,
  'dial-failed': (state, { error }) =>
    state.dial.kind === 'asking' ? failDial(state, error) : stay(state),
  'clear-dial-error': (state) =>
    stay(state.dial.kind === 'failed' ? withDial(state, { kind: 'idle' }) : state),
}

function withDial(state: State, dial: DialState): State {
  return { ...state, dial }
}

function failDial(
  state: State,
  error: Extract<DialState, { readonly kind: 'failed' }>['error'],
  ...effects: readonly Effect[]
): Step {
  return go(withDial(state, { kind: 'failed', error }), ...effects)
}

/** TaskRouter may have offered it to this desk meanwhile: then Answer brings it back. */
function onRetrieve(state: State, { callId, at }: EventOf<'retrieve'>): Step {
  const { call } = state
  const here = call.kind === 'incoming' && isRinging(call) && call.callId === callId
  return here
    ? answer(state, callId, at)
    : requestCall(state, callId, { kind: 'command-retrieve', callId })
}

function requestCall(state: State, retrieves: string | null, effect: Effect): Step {
  if (state.dial.kind === 'asking') return stay(state)
  if (!canAddLeg(state)) return failDial(state, 'already-on-a-call')
  const ready =
    registrationOf(state.device) === 'registered' &&
    state.microphone !== 'blocked' &&
    state.microphone !== 'missing'
  return ready
    ? go(withDial(state, { kind: 'asking', retrieves }), effect)
    : failDial(state, 'not-ready')
}

function onAccepted(state: State, { callId, at }: EventOf<'dial-accepted'>): Step {
  if (state.dial.kind !== 'asking') return stay(state)
  // Another call came meanwhile: it goes first, and the server ends ours.
  if (!canAddLeg(state)) {
    return failDial(state, 'already-on-a-call', { kind: 'command', command: 'hang-up', callId })
  }
  const id = `outbound-${callId}`
  return dialLeg(withDial(state, { kind: 'idle' }), { id, callId, direction: 'outbound' }, at)
}
