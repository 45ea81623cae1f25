import type { CallSnapshot } from '../../../server/contract/desk.ts'
import { callIdOfLeg, isTalking, snapshotOf } from './local-call.ts'
import type { LocalCall } from '../model/call-state.ts'
import { isOffered } from './parties.ts'
import { noKeyRuns } from './key-runs.ts'
import type { State } from '../model/state.ts'
import { stay, type Step } from '../model/step.ts'

/** The two legs of a desk change places. Which one is heard follows from which is in focus. */
export function swapLegs(state: State): State {
  return { ...state, call: state.setAside, setAside: state.call }
}

/** Lets `reduce` work on the leg that was put aside as if it were the one in focus. */
export function reduceSetAside(state: State, reduce: (state: State) => Step): Step {
  if (state.setAside.kind === 'none') return stay(state)
  const step = reduce(swapLegs(state))
  return { ...step, state: swapLegs(step.state) }
}

/** Both legs of this desk, the one in focus first. */
export function legsOf(state: State): readonly Exclude<LocalCall, { kind: 'none' }>[] {
  return [state.call, state.setAside].filter((leg) => leg.kind !== 'none')
}

/** This desk's leg of a conversation; null when it has none. */
export function legOf(state: State, callId: string) {
  return legsOf(state).find((leg) => callIdOfLeg(state, leg) === callId) ?? null
}

/** A second leg can begin: there is no leg, or only one that is in a conversation. */
export function canAddLeg(state: State): boolean {
  return state.setAside.kind === 'none' && (state.call.kind === 'none' || isTalking(state.call))
}

/** A leg that connects out takes the focus; the one that had it is put aside. */
export function withNewLeg(
  state: State,
  leg: {
    readonly id: string
    readonly callId: string
    readonly direction: 'inbound' | 'outbound'
    readonly muted?: boolean
  },
  at: number,
): State {
  return {
    ...state,
    setAside: state.call,
    call: {
      ...leg,
      kind: 'connecting',
      callSid: null,
      from: null,
      since: at,
      muted: leg.muted ?? false,
      poor: false,
      keys: noKeyRuns,
    },
  }
}

/** A call that is offered without ringing, and that this desk can still answer by connecting. */
export function waitingCall(state: State): CallSnapshot | null {
  const offered = state.link.desk?.calls.find(
    (call) => call.callWaiting && isOffered(call) && legOf(state, call.callId) === null,
  )
  return offered ?? null
}

/** The waiting call was declined here, and the server has not said so yet. */
export function isDeclined(state: State, callId: string): boolean {
  return state.commands.hangUps[callId] !== undefined
}

/** Between two calls one can only go while both are conversations: nobody who rings is left alone. */
export function canSwitchTo(state: State, callId: string): boolean {
  const { call, setAside } = state
  const asked = state.requests.some(({ request }) => request.about === 'switch')
  if (asked || !isTalking(setAside) || !isTalking(call)) return false
  if (callIdOfLeg(state, setAside) !== callId) return false
  return (
    isActive(snapshotOf(state, callId)) && isActive(snapshotOf(state, callIdOfLeg(state, call)))
  )
}

export function isActive(call: CallSnapshot | null): boolean {
  return call?.state.kind === 'active'
}
