import type { CallSnapshot } from '../../server/contract/desk.ts'
import { callIdOf, isTalking, snapshotOf } from '../domain/calls/local-call.ts'
import { isOffered, selfOf } from '../domain/calls/parties.ts'
import { isHangingUp, waitingCall } from '../domain/calls/second-call.ts'
import type { State } from '../domain/model/state.ts'
import { unknownToServer } from './unknown-call.ts'

/** A call that rings here, or that waits without a leg of its own. */
export interface OfferedCall {
  readonly callId: string
  /** Null until the server's snapshot has it. */
  readonly snapshot: CallSnapshot | null
  readonly from: string | null
  /** Answer or Decline was pressed and its effect is awaited. */
  readonly pending: 'answer' | 'decline' | null
}

/** A desk has two calls at most: the one of the main panel, and one beside a call in hand. */
export interface SelectedCalls {
  readonly main:
    | { readonly kind: 'offered'; readonly offered: OfferedCall }
    | { readonly kind: 'in-hand'; readonly call: CallSnapshot }
    | null
  readonly beside:
    | { readonly kind: 'offered'; readonly offered: OfferedCall }
    | { readonly kind: 'set-aside'; readonly call: CallSnapshot }
    | null
}

/** A call that rings goes first, then the call in hand, then one that waits. */
export function selectCalls(state: State): SelectedCalls {
  const ringing = ringingLeg(state)
  if (ringing !== null) return { main: { kind: 'offered', offered: ringing }, beside: null }
  const call = callInHand(state)
  const waiting = offeredWaiting(state)
  const offered = waiting === null ? null : ({ kind: 'offered', offered: waiting } as const)
  if (call === null) return { main: offered, beside: null }
  const setAside = conversationsOf(state).find(({ callId }) => callId !== call.callId)
  const other = setAside === undefined ? null : ({ kind: 'set-aside', call: setAside } as const)
  return { main: { kind: 'in-hand', call }, beside: offered ?? other }
}

/** The leg that rings, or that connects after Answer without another call. */
function ringingLeg(state: State): OfferedCall | null {
  const { call, setAside } = state
  if (call.kind === 'none' || call.direction === 'outbound') return null
  const callId = callIdOf(state) ?? call.id
  const snapshot = snapshotOf(state, callId)
  const offered = snapshot === null || isOffered(snapshot)
  // During another call, an answered one is the call in hand at once.
  const answering = call.kind === 'connecting' && offered && setAside.kind === 'none'
  if (call.kind !== 'incoming' && !answering) return null
  const declining = call.kind === 'incoming' && call.declining
  const pending = call.kind === 'incoming' ? (declining ? 'decline' : null) : 'answer'
  return { callId, snapshot, from: call.from, pending }
}

/** The call that is offered without a leg of its own. */
function offeredWaiting(state: State): OfferedCall | null {
  const snapshot = waitingCall(state)
  if (snapshot === null) return null
  const { callId } = snapshot
  return { callId, snapshot, from: null, pending: isHangingUp(state, callId) ? 'decline' : null }
}

function callInHand(state: State): CallSnapshot | null {
  const ours = isTalking(state.call) ? snapshotOf(state, callIdOf(state)) : null
  if (ours !== null && ours.state.kind !== 'ended') return asConnecting(ours)
  const { call } = state
  if (ours === null && (call.kind === 'open' || call.kind === 'reconnecting')) {
    return unknownToServer(state, call)
  }
  // Hung up here while the server cannot be reached. A leg that ended by itself may have been ended by the server.
  const away = state.link.state !== 'connected'
  const putDown = (callId: string) =>
    away && state.dropped.includes(callId) && isHangingUp(state, callId)
  return conversationsOf(state).find(({ callId }) => !putDown(callId)) ?? null
}

/** Our leg is open, and the server's snapshot still says ringing. */
function asConnecting(call: CallSnapshot): CallSnapshot {
  return call.state.kind === 'ringing'
    ? { ...call, state: { kind: 'connecting', since: call.state.since } }
    : call
}

/** The calls in which this desk talks: neither offered nor over. At most one is not set aside. */
export function conversationsOf(state: State): readonly CallSnapshot[] {
  return (state.link.desk?.calls ?? []).filter(
    (call) => call.state.kind !== 'ended' && !isOffered(call) && !hasLeftAsGuest(call),
  )
}

/** We were added to it and have left, while it goes on. */
function hasLeftAsGuest(call: CallSnapshot): boolean {
  const self = selfOf(call)
  return self?.state === 'left' && self.role !== 'agent'
}
