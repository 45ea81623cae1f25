import { callIdOf, isTalking, offeredBy, snapshotOf, type LocalCall } from './call.ts'
import { reduceRegistration, reduceTokenRefused } from './device.ts'
import type { CallIntent, Stamped, VoiceEndReason, VoiceEvent } from './events.ts'
import { withoutMissed, withoutOutcome, type Notice } from './notice.ts'
import { movedBecauseOfMissedCall } from './presence.ts'
import type { State } from './state.ts'
import { go, ignore, stay, type Step } from './step.ts'

/** A leg that has not opened by then never will; the agent gets the desk back. */
const CONNECT_PATIENCE_MS = 20_000
const KEYS_KEPT = 64

export function reduceVoice(state: State, event: Stamped<VoiceEvent>): Step {
  const { call } = state
  switch (event.kind) {
    case 'voice-registration':
      return reduceRegistration(state, event.state, event.at)
    case 'voice-token-refused':
      return reduceTokenRefused(state)
    case 'voice-incoming':
      return incoming(state, event)
    case 'voice-opened':
      return isTalking(call) && call.id === event.id
        ? stay({ ...state, call: { ...call, kind: 'open' } })
        : stay(state)
    case 'voice-reconnecting':
      return call.kind === 'open' && call.id === event.id
        ? stay({ ...state, call: { ...call, kind: 'reconnecting' } })
        : stay(state)
    case 'voice-reconnected':
      return call.kind === 'reconnecting' && call.id === event.id
        ? stay({ ...state, call: { ...call, kind: 'open' } })
        : stay(state)
    case 'voice-quality':
      return isTalking(call) && call.id === event.id && call.poor !== event.poor
        ? stay({ ...state, call: { ...call, poor: event.poor } })
        : stay(state)
    case 'voice-ended':
      return ended(state, event.id, event.reason, event.at)
    default:
      return ignore(state, event)
  }
}

function incoming(
  state: State,
  event: Stamped<Extract<VoiceEvent, { kind: 'voice-incoming' }>>,
): Step {
  const { call } = state
  const offer: LocalCall = {
    kind: 'incoming',
    id: event.id,
    callId: event.callId,
    callSid: event.callSid,
    direction: 'inbound',
    from: event.from,
    since: event.at,
    declining: false,
  }
  if (call.kind === 'none') return stay({ ...withoutOutcome(state), call: offer })
  const again =
    call.kind === 'incoming' &&
    !call.declining &&
    call.callId !== null &&
    call.callId === event.callId
  // A leg to the same conversation takes the place of the one before, whose end may never be told.
  if (again) return go({ ...state, call: { ...offer, since: call.since } })
  // One call at a time: saying no at once lets the server ring somebody else.
  return go(state, { kind: 'voice-decline', id: event.id })
}

function ended(state: State, id: string, reason: VoiceEndReason, at: number): Step {
  const { call } = state
  if (call.kind === 'none' || call.id !== id) return stay(state)
  const callId = callIdOf(state)
  const notice = noticeOfEnd(state, call, reason, at)
  return stay({
    ...state,
    call: { kind: 'none' },
    lastEnded: isTalking(call) && callId !== null ? { callId, at } : state.lastEnded,
    dial: dialAfter(state, call, reason),
    notice: notice === null ? state.notice : { notice, at },
  })
}

function noticeOfEnd(
  state: State,
  call: Exclude<LocalCall, { kind: 'none' }>,
  reason: VoiceEndReason,
  at: number,
): Notice | null {
  if (call.direction === 'outbound') return null
  const snapshot = snapshotOf(state, callIdOf(state))
  // The teammate who asked has taken it back, or has been told that nobody answered.
  const takenBack = reason === 'cancelled' && snapshot !== null && offeredBy(snapshot) !== null
  if (takenBack) return null
  const takenElsewhere = snapshot?.state.kind === 'active' || snapshot?.state.kind === 'connecting'
  if (call.kind === 'incoming') {
    if (call.declining || reason === 'rejected' || takenElsewhere) return null
    const customer = snapshot?.parties.find((party) => party.role === 'customer')
    return {
      kind: 'missed',
      callId: callIdOf(state),
      callerNumber: customer?.number ?? call.from,
      activityName: movedBecauseOfMissedCall(state, at),
    }
  }
  if (call.kind !== 'connecting' || reason === 'local') return null
  return reason === 'cancelled'
    ? { kind: 'ended', reason: 'customer-hung-up' }
    : { kind: 'failed', what: 'answer' }
}

function dialAfter(
  state: State,
  call: Exclude<LocalCall, { kind: 'none' }>,
  reason: VoiceEndReason,
): State['dial'] {
  if (call.direction === 'outbound' && call.kind === 'connecting' && reason === 'failed') {
    return { kind: 'failed', error: 'not-ready' }
  }
  return state.dial
}

/** What the agent asks of the call in hand. What does not fit the call's state does nothing. */
export function reduceCallIntent(state: State, event: Stamped<CallIntent>): Step {
  const { call } = state
  switch (event.kind) {
    case 'answer':
      if (call.kind !== 'incoming' || call.declining) return stay(state)
      if (event.callId !== null && event.callId !== (call.callId ?? call.id)) return stay(state)
      return go(
        {
          ...withoutMissed(state),
          call: {
            kind: 'connecting',
            id: call.id,
            callId: call.callId,
            callSid: call.callSid,
            direction: 'inbound',
            from: call.from,
            since: event.at,
            muted: false,
            poor: false,
            keysSent: '',
          },
        },
        { kind: 'voice-answer', id: call.id },
      )
    case 'decline':
      return call.kind === 'incoming' && !call.declining
        ? go(
            { ...state, call: { ...call, declining: true } },
            { kind: 'voice-decline', id: call.id },
          )
        : stay(state)
    case 'mute':
      return mute(state, event.muted)
    case 'toggle-mute':
      return isTalking(call) ? mute(state, !call.muted) : stay(state)
    case 'send-digits': {
      const digits = event.digits.replaceAll(/[^0-9*#]/g, '')
      if (call.kind !== 'open' || digits === '') return stay(state)
      const keysSent = (call.keysSent + digits).slice(-KEYS_KEPT)
      return go(
        { ...state, call: { ...call, keysSent } },
        { kind: 'voice-digits', id: call.id, digits },
      )
    }
    default:
      return ignore(state, event)
  }
}

function mute(state: State, muted: boolean): Step {
  const { call } = state
  if (!isTalking(call) || call.muted === muted) return stay(state)
  return go({ ...state, call: { ...call, muted } }, { kind: 'voice-mute', id: call.id, muted })
}

export function tickVoice(state: State, at: number): Step {
  const { call } = state
  return call.kind === 'connecting' && at - call.since >= CONNECT_PATIENCE_MS
    ? go(
        // The next attempt comes a patience later, should even this one be lost.
        { ...state, call: { ...call, since: at } },
        { kind: 'voice-hang-up', id: call.id },
      )
    : stay(state)
}
