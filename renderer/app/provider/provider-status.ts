import type { CallSnapshot, Party } from '../../../server/contract/desk.ts'
import { snapshotOf } from '../../domain/calls/local-call.ts'
import { counterpartOf } from '../../domain/calls/parties.ts'
import { talkingLegOf } from '../../domain/calls/second-call.ts'
import type { Activity } from '../../domain/model/connection-state.ts'
import type { State } from '../../domain/model/state.ts'
import type {
  ContactAttributes,
  ProviderAfterCall,
  ProviderAgentState,
  ProviderCall,
  ProviderParty,
  ProviderStatus,
} from '../../ports/softphone-provider.ts'
import { withRequests } from '../../stores/select-requests.ts'
import { selectCalls, type OfferedCall } from '../../stores/select-calls.ts'
import { selectReadiness } from '../../stores/select-readiness.ts'
import { selectHandedOver } from '../../stores/select-view.ts'

/** The state in the provider's words. */
export function statusOf(state: State): ProviderStatus {
  return {
    ready: selectReadiness(state).ready,
    agent: agentStateOf(state),
    calls: callsOf(state),
    inQueue: selectHandedOver(state).map(({ callId, queueName, pending }) => ({
      callId,
      queueName,
      pending,
    })),
    afterCall: (state.link.desk?.wrapUps ?? []).map(
      ({ callId, reason, choices, draft }): ProviderAfterCall => ({
        callId,
        reason,
        choices,
        draft,
      }),
    ),
  }
}

export function agentStateOf({ worker }: State): ProviderAgentState {
  const { current, pending, activities } = worker
  return {
    current: current === null ? null : activity(current),
    pending: pending === null ? null : activity(pending),
    choices: activities.map(activity),
  }
}

function activity({ sid, name, available }: Activity) {
  return { id: sid, name, available }
}

function callsOf(state: State): readonly ProviderCall[] {
  const { main, beside } = selectCalls(state)
  const calls: ProviderCall[] = []
  if (main?.kind === 'offered') calls.push(offered(main.offered, false))
  if (main?.kind === 'in-hand') {
    const muted = talkingLegOf(state, main.call.callId)?.muted ?? false
    calls.push(talking(withRequests(state, main.call), { inHand: true, muted }))
  }
  if (beside?.kind === 'offered') calls.push(offered(beside.offered, true))
  if (beside?.kind === 'set-aside') {
    calls.push(talking(beside.call, { inHand: false, muted: true }))
  }
  return calls
}

function talking(
  call: CallSnapshot,
  here: { readonly inHand: boolean; readonly muted: boolean },
): ProviderCall {
  return {
    callId: call.callId,
    direction: call.direction,
    state: talkingState(call),
    waiting: false,
    ...here,
    parties: call.parties.map(partyOf),
    transfer: transferOf(call),
    recording: recordingOf(call),
  }
}

function offered(call: OfferedCall, waiting: boolean): ProviderCall {
  const { callId, snapshot, pending } = call
  return {
    callId,
    direction: snapshot?.direction ?? 'inbound',
    state: pending === 'answer' ? 'connecting' : 'ringing',
    waiting,
    inHand: false,
    muted: false,
    parties: snapshot?.parties.map(partyOf) ?? [],
    transfer: snapshot === null ? null : transferOf(snapshot),
    recording: snapshot === null ? null : recordingOf(snapshot),
  }
}

function talkingState({ state }: CallSnapshot): ProviderCall['state'] {
  // The stage shows no ended call. A call in an unknown state counts as active.
  return state.kind === 'ended' || state.kind === 'unknown' ? 'active' : state.kind
}

function partyOf(party: Party): ProviderParty {
  const { partyId, role, self, name, number, state, joinedHow, speaking, spokenSeconds } = party
  const { requested, confirmed } = party.hold
  const hold = { requested, confirmed }
  return { partyId, role, self, name, number, state, hold, joinedHow, speaking, spokenSeconds }
}

function recordingOf({ recording }: CallSnapshot): ProviderCall['recording'] {
  return recording === null ? null : { state: recording.state, pending: recording.pending }
}

function transferOf({ transfer }: CallSnapshot): ProviderCall['transfer'] {
  if (transfer === null) return null
  const { kind, stage, partyId, pending } = transfer
  return { kind, stage, partyId, pending }
}

export function attributesOf(state: State, callId: string): ContactAttributes | null {
  const snapshot = snapshotOf(state, callId)
  if (snapshot === null) return withoutSnapshot(state, callId)
  const customer = counterpartOf(snapshot)
  return {
    direction: snapshot.direction,
    customerNumber: customer?.number ?? null,
    customerName: customer?.name ?? null,
    lineNumber: snapshot.lineNumber,
    queueName: snapshot.queueName,
    handover: snapshot.handover,
  }
}

/** It rings, and no snapshot has it yet. */
function withoutSnapshot(state: State, callId: string): ContactAttributes | null {
  const { main } = selectCalls(state)
  if (main?.kind !== 'offered' || main.offered.callId !== callId) return null
  return {
    direction: 'inbound',
    customerNumber: main.offered.from,
    customerName: null,
    lineNumber: null,
    queueName: null,
    handover: null,
  }
}
