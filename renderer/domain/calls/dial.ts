import type { Target } from '../../../server/contract/commands.ts'
import { isEmergencyNumber } from '../../../server/contract/dialled/emergency/is-emergency-number.ts'
import { withoutAlerts } from './alerts.ts'
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
  dial: (state, { target, callerId }) => {
    const effect = { kind: 'command-dial', target, callerId } as const
    return requestCall(state, effect, isEmergency(state, target))
  },
  retrieve: onRetrieve,
  'dial-accepted': onAccepted,
  'dial-failed': onFailed,
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
  return here ? answer(state, callId, at) : requestCall(state, { kind: 'command-retrieve', callId })
}

/** Somebody who needs help must not wait for this desk, or read why it cannot call. */
function isEmergency({ link }: State, target: Target): boolean {
  return target.kind === 'number' && isEmergencyNumber(target.number, link.desk?.country ?? '')
}

function requestCall(
  state: State,
  effect: Extract<Effect, { readonly kind: 'command-dial' | 'command-retrieve' }>,
  emergency = false,
): Step {
  if (state.dial.kind === 'asking') return stay(state)
  if (!canAddLeg(state))
    return failDial(state, emergency ? 'emergency-not-ready' : 'already-on-a-call')
  const ready =
    registrationOf(state.device) === 'registered' &&
    state.microphone !== 'blocked' &&
    state.microphone !== 'missing'
  if (!ready) return failDial(state, emergency ? 'emergency-not-ready' : 'not-ready')
  const retrieves = effect.kind === 'command-retrieve' ? effect.callId : null
  return go(withDial(withoutAlerts(state), { kind: 'asking', retrieves, emergency }), effect)
}

/** Only the server knows whether emergency calls are set up. When it cannot be asked, another phone is the way. */
function onFailed(state: State, { error }: EventOf<'dial-failed'>): Step {
  const { dial } = state
  if (dial.kind !== 'asking') return stay(state)
  const isSilent = error === 'unreachable' || error === 'twilio-unavailable' || error === 'internal'
  return failDial(state, dial.emergency && isSilent ? 'emergency-not-ready' : error)
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
