import type { CallSnapshot } from '../../../server/contract/desk.ts'
import { callIdOf, callIdOfLeg, isTalking, snapshotOf } from './local-call.ts'
import type { Leg, LocalCall, LocalLeg, TalkingCall } from '../model/call-state.ts'
import { isOffered } from './parties.ts'
import { noKeyRuns } from './key-runs.ts'
import type { State } from '../model/state.ts'
import { go, type Step } from '../model/step.ts'

/** The two legs of a desk change places. Only the one in focus is heard. */
export function swapLegs(state: State): State {
  return { ...state, call: state.setAside, setAside: state.call }
}

/** Both legs of this desk, the one in focus first. */
export function legsOf(state: State): readonly LocalLeg[] {
  return [state.call, state.setAside].filter((leg) => leg.kind !== 'none')
}

/** Both legs after `change`; the same state when it returns the same legs. */
export function withLegs(state: State, change: (leg: LocalLeg) => LocalLeg): State {
  const changed = (leg: LocalCall) => (leg.kind === 'none' ? leg : change(leg))
  const call = changed(state.call)
  const setAside = changed(state.setAside)
  return call === state.call && setAside === state.setAside ? state : { ...state, call, setAside }
}

/** The other leg, if there is one, has the focus. */
export function withoutLeg(state: State, leg: LocalLeg): State {
  const call = leg === state.call ? state.setAside : state.call
  return { ...state, call, setAside: { kind: 'none' } }
}

export function hangUpLegs(state: State, legs: readonly LocalLeg[]): Step {
  return go(state, ...legs.map(({ id }) => ({ kind: 'voice-hang-up', id }) as const))
}

/** This desk's leg of a conversation, once it was answered. */
export function talkingLegOf(state: State, callId: string): TalkingCall | null {
  const leg = legOf(state, callId)
  return leg !== null && isTalking(leg) ? leg : null
}

/** This desk's leg of a conversation; null when it has none. */
export function legOf(state: State, callId: string) {
  return legsOf(state).find((leg) => callIdOfLeg(state, leg) === callId) ?? null
}

/** A leg can begin beside no leg, or beside one that talks. */
export function canAddLeg(state: State): boolean {
  return state.setAside.kind === 'none' && (state.call.kind === 'none' || isTalking(state.call))
}

/** The new leg takes the focus; the one that had it is set aside. */
export function dialLeg(
  state: State,
  leg: Pick<Leg, 'id' | 'direction'> & { readonly callId: string; readonly muted?: boolean },
  at: number,
): Step {
  const call = connectingLeg({ callSid: null, from: null, ...leg }, at)
  const { id, callId } = leg
  return go({ ...state, setAside: state.call, call }, { kind: 'voice-dial', id, callId })
}

export function connectingLeg(
  leg: Omit<Leg, 'since'> & { readonly muted?: boolean },
  at: number,
): LocalLeg {
  return { muted: false, ...leg, kind: 'connecting', since: at, poor: false, keys: noKeyRuns }
}

/** The call that waits without ringing, and that this desk can answer by connecting. */
export function waitingCall(state: State): CallSnapshot | null {
  const calls = state.link.desk?.calls ?? []
  return (
    calls.find((call) => call.callWaiting && isOffered(call) && !legOf(state, call.callId)) ?? null
  )
}

/** This desk hung up, or declined a waiting call, and the server still shows it. */
export function isHangingUp(state: State, callId: string): boolean {
  return state.commands.hangUps[callId] !== undefined
}

/** Only between two active calls: nobody who rings is left alone. */
export function canSwitchTo(state: State, callId: string): boolean {
  const { call, setAside } = state
  const asked = state.requests.some(({ request }) => request.about === 'switch')
  if (asked || !isTalking(setAside) || !isTalking(call)) return false
  if (callIdOfLeg(state, setAside) !== callId) return false
  return isActive(snapshotOf(state, callId)) && isActive(snapshotOf(state, callIdOf(state)))
}

export function isActive(call: CallSnapshot | null): boolean {
  return call?.state.kind === 'active'
}
