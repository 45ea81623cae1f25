import type { CallSnapshot, CallTrouble } from '../../server/contract/desk.ts'
import type { ActiveCallView, RingingView, StageView } from '../app/view.ts'
import {
  callIdOf,
  isOffered,
  isTalking,
  offeredBy,
  selfOf,
  snapshotOf,
  type LocalCall,
} from '../domain/call.ts'
import { mayBeTakenOut } from '../domain/requests.ts'
import type { State } from '../domain/state.ts'
import { askedOf, withAsked } from './select-asked.ts'
import { selectWrapUp } from './select-wrap-up.ts'

/** What fills the main panel: the call that rings, else the call, else the wrap-up, else nothing. */
export function selectStage(state: State): StageView {
  return ringing(state) ?? active(state) ?? selectWrapUp(state) ?? { kind: 'idle' }
}

function ringing(state: State): RingingView | null {
  const { call } = state
  if (call.kind === 'none' || call.direction === 'outbound') return null
  const callId = callIdOf(state) ?? call.id
  const snapshot = snapshotOf(state, callId)
  const offered = snapshot === null || isOffered(snapshot)
  const answering = call.kind === 'connecting' && offered
  if (call.kind !== 'incoming' && !answering) return null
  const customer = snapshot?.parties.find((party) => party.role === 'customer')
  return {
    kind: 'ringing',
    callId,
    callerName: customer?.name ?? null,
    callerNumber: customer?.number ?? call.from,
    queueName: snapshot?.queueName ?? null,
    transferFrom: snapshot === null ? null : offeredBy(snapshot),
    handover: snapshot?.handover ?? null,
    waitedSeconds: snapshot?.waitedSeconds ?? 0,
    since: snapshot?.state.kind === 'ringing' ? snapshot.state.since : null,
    deadline: snapshot?.state.kind === 'ringing' ? snapshot.state.deadline : null,
    pending: pendingOf(call),
  }
}

function pendingOf(call: LocalCall): RingingView['pending'] {
  if (call.kind === 'incoming') return call.declining ? 'decline' : null
  return 'answer'
}

function active(state: State): ActiveCallView | null {
  const call = liveCall(state)
  if (call === null) return null
  const ours = state.call.kind !== 'none' && callIdOf(state) === call.callId
  const local = ours && isTalking(state.call) ? state.call : null
  return {
    kind: 'call',
    call: withAsked(state, call),
    asked: askedOf(state, call.callId),
    muted: local?.muted ?? false,
    link: linkOf(state, local, call),
    hangingUp: state.commands.hangUps[call.callId] !== undefined,
    trouble: newest(state, call),
    keysSent: local?.keysSent ?? '',
  }
}

function linkOf(
  state: State,
  local: { readonly kind: string; readonly poor: boolean } | null,
  call: CallSnapshot,
): ActiveCallView['link'] {
  if (local?.kind === 'reconnecting') return 'reconnecting'
  if (local?.poor === true) return 'poor'
  // The server still has the conversation, but our leg of it has gone without our asking.
  const dropped = local === null && state.lastEnded?.callId === call.callId
  const meant = state.commands.hangUps[call.callId] !== undefined || mayBeTakenOut(state, call)
  return dropped && !meant ? 'reconnecting' : 'good'
}

function liveCall(state: State): CallSnapshot | null {
  const ours = isTalking(state.call) ? snapshotOf(state, callIdOf(state)) : null
  if (ours !== null && ours.state.kind !== 'ended') return answered(ours)
  const { call } = state
  if (ours === null && (call.kind === 'open' || call.kind === 'reconnecting')) {
    return unknownToServer(state, call)
  }
  const other = state.link.desk?.calls.find(
    (snapshot) =>
      snapshot.state.kind !== 'ended' && !isOffered(snapshot) && !hasLeftAsGuest(snapshot),
  )
  if (other === undefined) return null
  // Ended here, and no server to say whether it goes on: the agent has put the phone down.
  const putDown = state.lastEnded?.callId === other.callId && state.link.state !== 'connected'
  return putDown ? null : other
}

/** We were asked into it and are out again, while it goes on. */
function hasLeftAsGuest(call: CallSnapshot): boolean {
  const self = selfOf(call)
  return self !== null && self.role !== 'agent' && self.state === 'left'
}

/** The trouble that came last: the server's, or that of a command which did not reach it. */
function newest(state: State, { callId, trouble }: CallSnapshot): CallTrouble | null {
  const here = state.commands.trouble
  if (here?.callId !== callId) return trouble
  const overtaken = trouble !== null && Date.parse(trouble.at) > Date.parse(here.trouble.at)
  return overtaken ? trouble : here.trouble
}

/** Our leg is open although the news of it has not come back yet. */
function answered(call: CallSnapshot): CallSnapshot {
  return call.state.kind === 'ringing'
    ? { ...call, state: { kind: 'connecting', since: call.state.since } }
    : call
}

/** A voice is open at this desk that the server does not know: it must be possible to end it. */
function unknownToServer(
  state: State,
  call: Extract<LocalCall, { kind: 'open' | 'reconnecting' }>,
): CallSnapshot {
  const since = new Date(call.since + state.link.clockOffsetMs).toISOString()
  return {
    callId: callIdOf(state) ?? call.id,
    direction: call.direction,
    state: { kind: 'active', since },
    queueName: null,
    waitedSeconds: 0,
    lineNumber: null,
    parties: [
      {
        partyId: call.id,
        role: 'customer',
        self: false,
        userId: null,
        number: call.from,
        name: null,
        callSid: null,
        state: 'connected',
        hold: { requested: false, confirmed: false, since },
        mute: { requested: false, confirmed: false, since },
        joinedAt: since,
        leftBecause: null,
      },
    ],
    transfer: null,
    handover: null,
    trouble: null,
    notes: '',
  }
}
