import type { CallEffect } from '../calls/model/call-effect.ts'
import type { CallEvent, LegStatus } from '../calls/model/call-event.ts'
import { getParties } from '../calls/model/call.ts'
import type { Call } from '../calls/model/call.ts'
import { getRequested } from '../calls/model/confirmable.ts'
import type { Invitee } from '../calls/model/party.ts'

export const grace: Invitee = {
  partyId: 'party_1',
  identity: 'tenant_main_user_grace',
  workerSid: 'WK2',
  number: null,
  name: 'Grace',
}
export const telephone: Invitee = {
  partyId: 'party_2',
  identity: null,
  workerSid: null,
  number: '+15005550107',
  name: null,
}

const legs: Readonly<Record<string, string>> = {
  customer: 'CA-customer',
  agent_WR1: 'CA-agent',
  party_1: 'CA-grace',
  party_2: 'CA-telephone',
}
const participant = (partyId: string) => ({ label: partyId, callSid: legs[partyId] ?? '' })

/** The leg of a party has this status now. */
export function hasStatus(partyId: string, status: LegStatus): CallEvent {
  return { kind: 'leg-status', partyId, callSid: legs[partyId] ?? '', status }
}

export function hasLeft(partyId: string): CallEvent {
  return {
    kind: 'participant-left',
    participant: participant(partyId),
    place: 1,
    conferenceSid: 'CF1',
  }
}

/** Twilio's confirmation of a hold or its end. */
export function isHeld(partyId: string, held: boolean): CallEvent {
  return { kind: 'hold-changed', participant: participant(partyId), held }
}

/** Somebody is added to the conversation, and answers. */
export function added(invitee: Invitee): readonly CallEvent[] {
  return [{ kind: 'add-requested', invitee }, hasStatus(invitee.partyId, 'in-progress')]
}

export function transfer(
  kind: 'warm' | 'cold',
  invitee: Invitee,
  by = 'tenant_main_user_ada',
): CallEvent {
  return {
    kind: 'transfer-requested',
    by,
    transfer: kind,
    to: { kind: 'party', invitee },
    reason: '',
  }
}

/** Each party in a few words: its role, where it is, and `held` when it is to hear music. */
export function describeParties({ phase }: Call): Readonly<Record<string, string>> {
  return Object.fromEntries(
    getParties(phase).map(({ partyId, role, status, ending, hold }) => {
      const place = status.kind === 'left' ? status.because : status.kind
      const parts = [role, place, ending !== null && status.kind !== 'left' ? 'ending' : '']
      return [partyId, [...parts, getRequested(hold) ? 'held' : ''].filter(Boolean).join(' ')]
    }),
  )
}

/** Each effect in a few words: its kind, and its party or leg. */
export function describeEffects(effects: readonly CallEffect[]): readonly string[] {
  return effects.map((effect) => {
    const kind = effect.kind === 'set-hold' ? (effect.hold ? 'hold' : 'resume') : effect.kind
    if ('party' in effect) return `${kind} ${effect.party.partyId}`
    if ('partyId' in effect) return `${kind} ${effect.partyId}`
    return 'callSid' in effect ? `${kind} ${effect.callSid}` : kind
  })
}
