import { assertNever } from '../../../server/contract/assert-never.ts'
import { registrationOf } from '../connections/device.ts'
import type { Effect } from '../model/effects.ts'
import type { DialEvent, Stamped } from '../model/events.ts'
import { withoutOutcome } from '../notice.ts'
import { canAddLeg, withNewLeg } from './second-call.ts'
import type { State } from '../model/state.ts'
import { go, stay, type Step } from '../model/step.ts'

export function reduceDial(state: State, event: Stamped<DialEvent>): Step {
  switch (event.kind) {
    case 'dial': {
      const { target, callerId } = event
      return requestCall(state, null, { kind: 'command-dial', target, callerId })
    }
    case 'retrieve':
      return requestCall(state, event.callId, { kind: 'command-retrieve', callId: event.callId })
    case 'dial-accepted':
      return onAccepted(state, event.callId, event.at)
    case 'dial-failed':
      return state.dial.kind === 'asking'
        ? stay({ ...state, dial: { kind: 'failed', error: event.error } })
        : stay(state)
    case 'clear-dial-error':
      return state.dial.kind === 'failed' ? stay({ ...state, dial: { kind: 'idle' } }) : stay(state)
    default:
      return assertNever(event)
  }
}

function requestCall(state: State, takesBack: string | null, effect: Effect): Step {
  if (state.dial.kind === 'asking') return stay(state)
  if (!canAddLeg(state)) {
    return stay({ ...state, dial: { kind: 'failed', error: 'already-on-a-call' } })
  }
  const ready =
    registrationOf(state.device) === 'registered' &&
    state.microphone !== 'blocked' &&
    state.microphone !== 'missing'
  if (!ready) return stay({ ...state, dial: { kind: 'failed', error: 'not-ready' } })
  return go({ ...state, dial: { kind: 'asking', retrieves: takesBack } }, effect)
}

function onAccepted(state: State, callId: string, at: number): Step {
  if (state.dial.kind !== 'asking') return stay(state)
  const idle: State = { ...state, dial: { kind: 'idle' } }
  // Somebody called in the meantime: that call goes first, and the server is told to forget ours.
  if (!canAddLeg(state)) {
    return go(
      { ...idle, dial: { kind: 'failed', error: 'already-on-a-call' } },
      { kind: 'command', command: 'hang-up', callId },
    )
  }
  const id = `outbound-${callId}`
  return go(withNewLeg(withoutOutcome(idle), { id, callId, direction: 'outbound' }, at), {
    kind: 'voice-dial',
    id,
    callId,
  })
}
