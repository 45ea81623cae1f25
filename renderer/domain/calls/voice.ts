import { callIdOfLeg, isTalking, snapshotOf } from './local-call.ts'
import { withoutAlerts } from './alerts.ts'
import type { LocalCall, LocalLeg, TalkingCall } from '../model/call-state.ts'
import { counterpartOf, offeredBy } from './parties.ts'
import { hangUp } from './commands.ts'
import { onRegistration, onTokenRefused } from '../connections/device.ts'
import type { CallIntent, VoiceEvent } from '../model/events.ts'
import type { VoiceEndReason } from '../model/call-state.ts'
import { withFate, withPressed } from './key-runs.ts'
import { withNotice, withoutMissed } from '../notice.ts'
import type { Notice } from '../model/notice.ts'
import { movedBecauseOfMissedCall } from '../connections/worker.ts'
import { resumeFocused } from './requests.ts'
import {
  canAddLeg,
  connectingLeg,
  dialLeg,
  hangUpLegs,
  isHangingUp,
  legsOf,
  waitingCall,
  withLegs,
} from './second-call.ts'
import type { State } from '../model/state.ts'
import { go, stay, type EventHandlers, type EventOf, type Step } from '../model/step.ts'

/** A leg that has not opened by then is given up. */
const CONNECT_TIMEOUT_MS = 20_000

export const voiceHandlers: EventHandlers<VoiceEvent> = {
  'voice-registration': onRegistration,
  'voice-token-refused': onTokenRefused,
  'voice-incoming': onIncoming,
  'voice-opened': changeLeg((leg) => ({ ...leg, kind: 'open' })),
  'voice-reconnecting': changeLeg((leg) =>
    leg.kind === 'open' ? { ...leg, kind: 'reconnecting' } : leg,
  ),
  'voice-reconnected': changeLeg((leg) =>
    leg.kind === 'reconnecting' ? { ...leg, kind: 'open' } : leg,
  ),
  'voice-quality': changeLeg((leg, { poor }) => (leg.poor === poor ? leg : { ...leg, poor })),
  'voice-keys': changeLeg((leg, { keys, became }) => ({
    ...leg,
    keys: withFate(leg.keys, keys.length, became),
  })),
  'voice-ended': onEnded,
}

/** Changes the leg that an event is about, in focus or set aside. */
function changeLeg<Event extends { readonly id: string }>(
  change: (leg: TalkingCall, event: Event) => TalkingCall,
): (state: State, event: Event) => Step {
  return (state, event) =>
    stay(
      withLegs(state, (leg) => (isTalking(leg) && leg.id === event.id ? change(leg, event) : leg)),
    )
}

function onIncoming(
  state: State,
  { id, callId, callSid, from, at }: EventOf<'voice-incoming'>,
): Step {
  const { call } = state
  const offer: LocalCall = {
    kind: 'incoming',
    id,
    callId,
    callSid,
    direction: 'inbound',
    from,
    since: at,
    declining: false,
  }
  if (call.kind === 'none') return stay({ ...state, call: offer })
  const again =
    call.kind === 'incoming' && !call.declining && call.callId !== null && call.callId === callId
  // A new leg of the same call takes the place of the earlier one, whose end may never be reported.
  if (again) return go({ ...state, call: { ...offer, since: call.since } })
  // A decline at once lets the server ring somebody else.
  return go(state, { kind: 'voice-decline', id })
}

function onEnded(state: State, { id, reason, at }: EventOf<'voice-ended'>): Step {
  const leg = legsOf(state).find((item) => item.id === id)
  if (leg === undefined) return stay(state)
  const { call, setAside, dropped } = state
  const callId = callIdOfLeg(state, leg)
  const notice = noticeOfEnd(state, leg, reason, at)
  const wasConnecting = leg.kind === 'connecting'
  const next: State = {
    ...withMuteKept(notice === null ? state : withNotice(state, notice, at, callId), leg, callId),
    dropped: isTalking(leg) && callId !== null ? [...dropped, callId] : dropped,
    dial:
      wasConnecting && leg.direction === 'outbound' && reason === 'failed'
        ? { kind: 'failed', error: 'not-ready' }
        : state.dial,
    setAside: { kind: 'none' },
  }
  if (leg === setAside) return stay({ ...next, call })
  // The leg that was set aside comes back into focus.
  const back = { ...next, call: setAside }
  // The leg that never opened may have put this call on hold.
  return wasConnecting ? resumeFocused(back, at) : stay(back)
}

/** An agent who comes back into the call must not be heard when they had muted themselves. */
function withMuteKept(state: State, leg: LocalLeg, callId: string | null): State {
  if (!isTalking(leg) || callId === null) return state
  const others = state.page.mutedBefore.filter((other) => other !== callId)
  const mutedBefore = leg.muted ? [...others, callId] : others
  return { ...state, page: { ...state.page, mutedBefore } }
}

function noticeOfEnd(
  state: State,
  call: LocalLeg,
  reason: VoiceEndReason,
  at: number,
): Notice | null {
  if (call.direction === 'outbound') return null
  const callId = callIdOfLeg(state, call)
  const snapshot = snapshotOf(state, callId)
  // The teammate cancelled, or knows that nobody answered.
  if (reason === 'cancelled' && snapshot !== null && offeredBy(snapshot) !== null) return null
  // It is tried again, or after-call work says what became of the customer.
  if (callId !== null && state.returns[callId] !== undefined) return null
  const takenElsewhere = snapshot?.state.kind === 'active' || snapshot?.state.kind === 'connecting'
  if (call.kind === 'incoming') {
    if (call.declining || reason === 'rejected' || takenElsewhere) return null
    const caller = snapshot === null ? null : counterpartOf(snapshot)
    return {
      kind: 'missed',
      callId,
      callerNumber: caller?.number ?? call.from,
      activityName: movedBecauseOfMissedCall(state, at),
    }
  }
  if (call.kind !== 'connecting' || reason === 'local') return null
  return reason === 'cancelled'
    ? { kind: 'ended', reason: 'customer-hung-up' }
    : { kind: 'failed', what: 'answer' }
}

/** What the agent does with the call in focus, or with one that waits. */
export const intentHandlers: EventHandlers<CallIntent> = {
  answer: (state, { callId, at }) => answer(state, callId, at),
  decline(state, { at }) {
    const { call } = state
    if (call.kind !== 'incoming') return declineWaiting(state, at)
    if (call.declining) return stay(state)
    const { id } = call
    return go({ ...state, call: { ...call, declining: true } }, { kind: 'voice-decline', id })
  },
  mute: (state, { muted }) => mute(state, () => muted),
  'toggle-mute': (state) => mute(state, (muted) => !muted),
  'send-digits'(state, event) {
    const { call } = state
    const digits = event.digits.replaceAll(/[^0-9*#]/g, '')
    if (call.kind !== 'open' || digits === '') return stay(state)
    const keys = withPressed(call.keys, digits)
    return go({ ...state, call: { ...call, keys } }, { kind: 'voice-digits', id: call.id, digits })
  },
}

/** `wanted`: the call that is meant; null for the one that rings. */
export function answer(state: State, wanted: string | null, at: number): Step {
  const { call } = state
  if (call.kind !== 'incoming') return answerWaiting(state, wanted, at)
  const { id, callId, callSid, from } = call
  if (call.declining || (wanted !== null && wanted !== (callId ?? id))) return stay(state)
  const answered = connectingLeg({ id, callId, callSid, direction: 'inbound', from }, at)
  const told = callId === null ? [] : [{ kind: 'command', command: 'answer', callId } as const]
  return go(
    { ...withoutMissed(withoutAlerts(state)), call: answered },
    { kind: 'voice-answer', id },
    ...told,
  )
}

/** A waiting call has no leg that rings: the desk answers it by connecting. */
function answerWaiting(state: State, wanted: string | null, at: number): Step {
  const callId = waitingCall(state)?.callId
  if (callId === undefined || (wanted !== null && wanted !== callId)) return stay(state)
  if (!canAddLeg(state) || isHangingUp(state, callId)) return stay(state)
  const leg = { id: `waiting-${callId}`, callId, direction: 'inbound' } as const
  return dialLeg(withoutMissed(withoutAlerts(state)), leg, at)
}

function declineWaiting(state: State, at: number): Step {
  const waiting = waitingCall(state)
  return waiting === null ? stay(state) : hangUp(state, waiting.callId, at)
}

/** The effect is derived, because it also depends on which leg is in focus. */
function mute(state: State, change: (muted: boolean) => boolean): Step {
  const { call } = state
  if (!isTalking(call)) return stay(state)
  const muted = change(call.muted)
  return stay(call.muted === muted ? state : { ...state, call: { ...call, muted } })
}

export function tickVoice(state: State, at: number): Step {
  const late = legsOf(state).filter(
    (leg) => leg.kind === 'connecting' && at - leg.since >= CONNECT_TIMEOUT_MS,
  )
  // If the hang-up is lost too, the next one follows a timeout later.
  const next = withLegs(state, (leg) => (late.includes(leg) ? { ...leg, since: at } : leg))
  return hangUpLegs(next, late)
}
