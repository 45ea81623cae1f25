import type { CallSnapshot, Party } from '../../server/contract/desk.ts'
import type { ActiveCallView, RingingView, StageView } from '../app/view.ts'
import { callIdOf, isTalking, snapshotOf, type LocalCall } from '../domain/call.ts'
import type { State } from '../domain/state.ts'
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
  const offered = snapshot === null || snapshot.state.kind === 'ringing'
  const answering = call.kind === 'connecting' && offered
  if (call.kind !== 'incoming' && !answering) return null
  const customer = snapshot?.parties.find((party) => party.role === 'customer')
  return {
    kind: 'ringing',
    callId,
    callerName: customer?.name ?? null,
    callerNumber: customer?.number ?? call.from,
    queueName: snapshot?.queueName ?? null,
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
  const { trouble } = state.commands
  return {
    kind: 'call',
    call: withRequested(call, state.commands.holds[call.callId]?.wanted),
    muted: local?.muted ?? false,
    link: linkOf(state, local, call.callId),
    hangingUp: state.commands.hangUps[call.callId] !== undefined,
    trouble: trouble?.callId === call.callId ? trouble.trouble : call.trouble,
    keysSent: local?.keysSent ?? '',
  }
}

function linkOf(
  state: State,
  local: { readonly kind: string; readonly poor: boolean } | null,
  callId: string,
): ActiveCallView['link'] {
  if (local?.kind === 'reconnecting') return 'reconnecting'
  if (local?.poor === true) return 'poor'
  // The server still has the conversation, but our leg of it has gone without our asking.
  const dropped = local === null && state.lastEnded?.callId === callId
  return dropped && state.commands.hangUps[callId] === undefined ? 'reconnecting' : 'good'
}

function liveCall(state: State): CallSnapshot | null {
  const ours = isTalking(state.call) ? snapshotOf(state, callIdOf(state)) : null
  if (ours !== null && ours.state.kind !== 'ended') return answered(ours)
  const { call } = state
  if (ours === null && (call.kind === 'open' || call.kind === 'reconnecting')) {
    return unknownToServer(state, call)
  }
  const other = state.link.desk?.calls.find(
    (snapshot) => snapshot.state.kind !== 'ended' && snapshot.state.kind !== 'ringing',
  )
  if (other === undefined) return null
  // Ended here, and no server to say whether it goes on: the agent has put the phone down.
  const putDown = state.lastEnded?.callId === other.callId && state.link.state !== 'connected'
  return putDown ? null : other
}

/** Our leg is open although the news of it has not come back yet. */
function answered(call: CallSnapshot): CallSnapshot {
  return call.state.kind === 'ringing'
    ? { ...call, state: { kind: 'connecting', since: call.state.since } }
    : call
}

function withRequested(call: CallSnapshot, wanted: boolean | undefined): CallSnapshot {
  if (wanted === undefined) return call
  const parties = call.parties.map((party): Party =>
    party.role === 'customer' ? { ...party, hold: { ...party.hold, requested: wanted } } : party,
  )
  return { ...call, parties }
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
        number: call.from,
        name: null,
        callSid: null,
        state: 'connected',
        hold: { requested: false, confirmed: false, since },
      },
    ],
    trouble: null,
    notes: '',
  }
}
