import type { CallSnapshot, Party } from '../../../server/contract/desk.ts'
import { snapshotOf } from '../../domain/calls/local-call.ts'
import { counterpartOf } from '../../domain/calls/parties.ts'
import type { State } from '../../domain/model/state.ts'
import type {
  ContactAttributes,
  ProviderAfterCall,
  ProviderAgentState,
  ProviderCall,
  ProviderParty,
  ProviderStatus,
} from '../../ports/softphone-provider.ts'
import type { SoftphoneStore } from '../../stores/softphone-store.ts'
import type {
  ActivityView,
  AppView,
  RingingView,
  SecondCallView,
  StageView,
} from '../../view/app-view.ts'

/** The desk in the provider's words. */
export function statusOf({ state, view }: SoftphoneStore): ProviderStatus {
  return {
    ready: view.readiness.ready,
    agent: agentStateOf(view),
    calls: callsOf(state, view),
    inQueue: view.handedOver.map(({ callId, queueName, pending }) => ({
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

export function agentStateOf({ presence }: AppView): ProviderAgentState {
  const { current, pending, choices } = presence
  return {
    current: current === null ? null : activity(current),
    pending: pending === null ? null : activity(pending),
    choices: choices.map(activity),
  }
}

function activity({ sid, name, available }: ActivityView) {
  return { id: sid, name, available }
}

/** A desk has two calls at most: the one of its screen, and the one beside it. */
function callsOf(state: State, { stage, secondCall }: AppView): readonly ProviderCall[] {
  return [...inHand(state, stage), ...aside(state, secondCall)]
}

function inHand(state: State, stage: StageView): readonly ProviderCall[] {
  switch (stage.kind) {
    case 'ringing':
      return [ringing(stage, snapshotOf(state, stage.callId))]
    case 'call':
      return [talking(stage.call, { inHand: true, muted: stage.muted })]
    default:
      return []
  }
}

function aside(state: State, second: SecondCallView | null): readonly ProviderCall[] {
  if (second === null) return []
  const { callId } = second.kind === 'offered' ? second.ringing : second
  const snapshot = snapshotOf(state, callId)
  if (snapshot === null) return []
  return second.kind === 'offered'
    ? [{ ...ringing(second.ringing, snapshot), waiting: true }]
    : [talking(snapshot, { inHand: false, muted: true })]
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

function ringing(view: RingingView, snapshot: CallSnapshot | null): ProviderCall {
  return {
    callId: view.callId,
    direction: snapshot?.direction ?? 'inbound',
    state: view.pending === 'answer' ? 'connecting' : 'ringing',
    waiting: false,
    inHand: false,
    muted: false,
    parties: snapshot?.parties.map(partyOf) ?? [],
    transfer: snapshot === null ? null : transferOf(snapshot),
    recording: snapshot === null ? null : recordingOf(snapshot),
  }
}

function talkingState({ state }: CallSnapshot): ProviderCall['state'] {
  // The stage shows no call that is over; of one whose state has no word here, it shows that it is there.
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

export function attributesOf(
  { state, view }: SoftphoneStore,
  callId: string,
): ContactAttributes | null {
  const snapshot = snapshotOf(state, callId)
  if (snapshot === null) return withoutSnapshot(view, callId)
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

/** It rings already, and the server's word of it is still on its way. */
function withoutSnapshot({ stage }: AppView, callId: string): ContactAttributes | null {
  if (stage.kind !== 'ringing' || stage.callId !== callId) return null
  return {
    direction: 'inbound',
    customerNumber: stage.callerNumber,
    customerName: stage.callerName,
    lineNumber: null,
    queueName: stage.queueName,
    handover: stage.handover,
  }
}
