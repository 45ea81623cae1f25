import { assertNever } from '../../../server/contract/assert-never.ts'
import { callIdOf, isTalking, snapshotOf } from './local-call.ts'
import type { LocalCall } from '../model/call-state.ts'
import { counterpartOf, offeredBy } from './parties.ts'
import { reduceCommand } from './commands.ts'
import { reduceRegistration, reduceTokenRefused } from '../connections/device.ts'
import type { CallIntent, Stamped, VoiceEvent } from '../model/events.ts'
import type { VoiceEndReason } from '../model/call-state.ts'
import { noKeyRuns, withFate, withPressed } from './key-runs.ts'
import { withoutMissed, withoutOutcome } from '../notice.ts'
import type { Notice } from '../model/notice.ts'
import { movedBecauseOfMissedCall } from '../connections/worker.ts'
import { resumeFocused } from './requests.ts'
import {
  swapLegs,
  canAddLeg,
  isDeclined,
  reduceSetAside,
  waitingCall,
  withNewLeg,
} from './second-call.ts'
import type { State } from '../model/state.ts'
import { andThen, go, stay, type Step } from '../model/step.ts'

/** A leg that has not opened by then never will; the agent gets the desk back. */
const CONNECT_TIMEOUT_MS = 20_000

/** Each of the two legs lives its own life; what is told of one does not touch the other. */
export function reduceVoice(state: State, event: Stamped<VoiceEvent>): Step {
  const { setAside } = state
  const ofSetAside = 'id' in event && setAside.kind !== 'none' && setAside.id === event.id
  const step = ofSetAside
    ? reduceSetAside(state, (next) => reduceLeg(next, event))
    : reduceLeg(state, event)
  return andThen(step, (next) => resumeSetAside(state, next, event.at))
}

/** The leg that was put aside comes back into focus when the other is gone. */
function resumeSetAside(before: State, state: State, at: number): Step {
  if (state.call.kind !== 'none' || state.setAside.kind === 'none') return stay(state)
  const back = swapLegs(state)
  // One that never opened may have put this one on hold, or may not: its customer is to be with the agent again.
  return before.call.kind === 'connecting' ? resumeFocused(back, at) : stay(back)
}

function reduceLeg(state: State, event: Stamped<VoiceEvent>): Step {
  const { call } = state
  switch (event.kind) {
    case 'voice-registration':
      return reduceRegistration(state, event.state, event.at)
    case 'voice-token-refused':
      return reduceTokenRefused(state, event.at)
    case 'voice-incoming':
      return onIncoming(state, event)
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
    case 'voice-keys':
      return isTalking(call) && call.id === event.id
        ? stay({
            ...state,
            call: { ...call, keys: withFate(call.keys, event.keys.length, event.became) },
          })
        : stay(state)
    case 'voice-ended':
      return onEnded(state, event.id, event.reason, event.at)
    default:
      return assertNever(event)
  }
}

function onIncoming(
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

function onEnded(state: State, id: string, reason: VoiceEndReason, at: number): Step {
  const { call } = state
  if (call.kind === 'none' || call.id !== id) return stay(state)
  const callId = callIdOf(state)
  const notice = noticeOfEnd(state, call, reason, at)
  return stay({
    ...state,
    call: { kind: 'none' },
    dropped: isTalking(call) && callId !== null ? [...state.dropped, callId] : state.dropped,
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
    const caller = snapshot === null ? null : counterpartOf(snapshot)
    return {
      kind: 'missed',
      callId: callIdOf(state),
      callerNumber: caller?.number ?? call.from,
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

/** What the agent asks of the call in focus, or of one that waits beside it. What does not fit the call's state does nothing. */
export function reduceCallIntent(state: State, event: Stamped<CallIntent>): Step {
  const { call } = state
  switch (event.kind) {
    case 'answer':
      if (call.kind !== 'incoming') return answerWaiting(state, event.callId, event.at)
      if (call.declining) return stay(state)
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
            keys: noKeyRuns,
          },
        },
        { kind: 'voice-answer', id: call.id },
      )
    case 'decline':
      if (call.kind !== 'incoming') return declineWaiting(state, event.at)
      return call.declining
        ? stay(state)
        : go(
            { ...state, call: { ...call, declining: true } },
            { kind: 'voice-decline', id: call.id },
          )
    case 'mute':
      return mute(state, event.muted)
    case 'toggle-mute':
      return isTalking(call) ? mute(state, !call.muted) : stay(state)
    case 'send-digits': {
      const digits = event.digits.replaceAll(/[^0-9*#]/g, '')
      if (call.kind !== 'open' || digits === '') return stay(state)
      return go(
        { ...state, call: { ...call, keys: withPressed(call.keys, digits) } },
        { kind: 'voice-digits', id: call.id, digits },
      )
    }
    default:
      return assertNever(event)
  }
}

/** A waiting call has no leg that rings: it is answered by connecting to it. */
function answerWaiting(state: State, callId: string | null, at: number): Step {
  const waiting = waitingCall(state)
  if (waiting === null || (callId !== null && callId !== waiting.callId)) return stay(state)
  if (!canAddLeg(state) || isDeclined(state, waiting.callId)) return stay(state)
  const id = `waiting-${waiting.callId}`
  const leg = { id, callId: waiting.callId, direction: 'inbound' } as const
  return go(withNewLeg(withoutMissed(withoutOutcome(state)), leg, at), {
    kind: 'voice-dial',
    id,
    callId: waiting.callId,
  })
}

function declineWaiting(state: State, at: number): Step {
  const waiting = waitingCall(state)
  if (waiting === null) return stay(state)
  return reduceCommand(state, { kind: 'hang-up', callId: waiting.callId, at })
}

function mute(state: State, muted: boolean): Step {
  const { call } = state
  if (!isTalking(call) || call.muted === muted) return stay(state)
  // The effect is derived: what is on depends on which leg is in focus, too.
  return stay({ ...state, call: { ...call, muted } })
}

export function tickVoice(state: State, at: number): Step {
  return andThen(tickLeg(state, at), (next) => reduceSetAside(next, (aside) => tickLeg(aside, at)))
}

function tickLeg(state: State, at: number): Step {
  const { call } = state
  return call.kind === 'connecting' && at - call.since >= CONNECT_TIMEOUT_MS
    ? go(
        // The next attempt comes a timeout later, should even this one be lost.
        { ...state, call: { ...call, since: at } },
        { kind: 'voice-hang-up', id: call.id },
      )
    : stay(state)
}
