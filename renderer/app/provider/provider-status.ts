import type { CallSnapshot, Party } from '../../../server/contract/desk.ts'
import { snapshotOf } from '../../domain/call.ts'
import type { State } from '../../domain/state.ts'
import type {
  ContactAttributes,
  ProviderAfterCall,
  ProviderAgentState,
  ProviderCall,
  ProviderParty,
  ProviderStatus,
} from '../../ports/softphone-provider.ts'
import type { DeskStore } from '../../stores/desk-store.ts'
import type { ActivityView, AppView, RingingView } from '../view.ts'

/** The desk in the provider's words. */
export function statusOf({ state, view }: DeskStore): ProviderStatus {
  return {
    ready: view.readiness.ready,
    agent: agentStateOf(view),
    calls: callsOf(state, view),
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

/** A desk has one call at most: the one that its screen shows. */
function callsOf(state: State, { stage }: AppView): readonly ProviderCall[] {
  switch (stage.kind) {
    case 'ringing':
      return [ringing(stage, snapshotOf(state, stage.callId))]
    case 'call':
      return [
        {
          callId: stage.call.callId,
          direction: stage.call.direction,
          state: talkingState(stage.call),
          muted: stage.muted,
          parties: stage.call.parties.map(partyOf),
          transfer: transferOf(stage.call),
        },
      ]
    default:
      return []
  }
}

function ringing(stage: RingingView, snapshot: CallSnapshot | null): ProviderCall {
  return {
    callId: stage.callId,
    direction: 'inbound',
    state: stage.pending === 'answer' ? 'connecting' : 'ringing',
    muted: false,
    parties: snapshot?.parties.map(partyOf) ?? [],
    transfer: snapshot === null ? null : transferOf(snapshot),
  }
}

function talkingState({ state }: CallSnapshot): ProviderCall['state'] {
  // The stage shows no call that is over.
  return state.kind === 'ended' ? 'active' : state.kind
}

function partyOf(party: Party): ProviderParty {
  const { partyId, role, self, name, number, state } = party
  const { requested, confirmed } = party.hold
  return { partyId, role, self, name, number, state, hold: { requested, confirmed } }
}

function transferOf({ transfer }: CallSnapshot): ProviderCall['transfer'] {
  if (transfer === null) return null
  const { kind, stage, partyId, pending } = transfer
  return { kind, stage, partyId, pending }
}

export function attributesOf({ state, view }: DeskStore, callId: string): ContactAttributes | null {
  const snapshot = snapshotOf(state, callId)
  if (snapshot === null) return withoutSnapshot(view, callId)
  const customer = snapshot.parties.find((party) => party.role === 'customer')
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
