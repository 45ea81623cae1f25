import type { CallHandover, PhaseOf, Transfer } from './phase.ts'
import type { ParticipantRef } from './call-event.ts'
import type { CallIn } from './call.ts'
import { isConnected, isHere, CUSTOMER } from './party.ts'
import type { Party } from './party.ts'
import { CONFIRM_TIMEOUT_MS } from './confirmable.ts'
import { endLeg, stay } from './step.ts'
import type { Step } from './step.ts'

/*
 * Reads and changes the parties of a conversation.
 */
export type ActiveCall = CallIn<'active'>

export function findParty(call: ActiveCall, partyId: string): Party | null {
  return call.phase.parties.find((party) => party.partyId === partyId) ?? null
}

/** The party that a callback is about; null for a participant who is not of this call. */
export function findParticipant(
  call: ActiveCall,
  { label, callSid }: ParticipantRef,
): Party | null {
  const { parties } = call.phase
  // A leg that was replaced: its party is here on another leg.
  if (parties.some(({ formerCallSids }) => formerCallSids?.includes(callSid))) return null
  const bySid = parties.find((party) => party.callSid === callSid)
  return bySid ?? parties.find(({ partyId }) => partyId === label) ?? null
}

export function findCustomer(call: ActiveCall): Party | null {
  return findParty(call, CUSTOMER)
}

export function isCustomerHere(call: ActiveCall): boolean {
  const customer = findCustomer(call)
  return customer !== null && isConnected(customer)
}

/** The teammate whose conversation it is; null when it goes on without one. */
export function findAgent(call: ActiveCall): Party | null {
  return call.phase.parties.find((party) => party.role === 'agent' && isConnected(party)) ?? null
}

export function getPresentParties(call: ActiveCall): readonly Party[] {
  return call.phase.parties.filter(isHere)
}

export function withPhase(call: ActiveCall, change: Partial<PhaseOf<'active'>>): ActiveCall {
  return { ...call, phase: { ...call.phase, ...change } }
}

export function withTransfer(call: ActiveCall, transfer: Transfer): ActiveCall {
  return withPhase(call, { operation: { kind: 'transfer', transfer } })
}

export function withoutOperation(call: ActiveCall): ActiveCall {
  return withPhase(call, { operation: { kind: 'none' } })
}

/** Replaces or adds a party. Returns the same call when the party did not change. */
export function withParty(call: ActiveCall, party: Party): ActiveCall {
  const { parties } = call.phase
  const before = parties.find(({ partyId }) => partyId === party.partyId)
  if (before === party) return call
  if (before === undefined) return withPhase(call, { parties: [...parties, party] })
  return withPhase(call, { parties: parties.map((each) => (each === before ? party : each)) })
}

/** From now on the server ends the hold and mute of these parties. */
export function withReleasing(call: ActiveCall, ...partyIds: readonly string[]): ActiveCall {
  const all = new Set([...call.phase.releasing, ...partyIds])
  return withPhase(call, { releasing: [...all] })
}

export function withoutReleasing(call: ActiveCall, partyId: string): ActiveCall {
  if (!call.phase.releasing.includes(partyId)) return call
  return withPhase(call, { releasing: call.phase.releasing.filter((each) => each !== partyId) })
}

/**
 * Ends a party's leg; the party stays until that is confirmed. A leg that is still being created is ended when it
 * appears.
 */
export function endParty(
  call: ActiveCall,
  party: Party,
  because: NonNullable<Party['ending']>['because'],
  at: number,
): Step {
  if (!isHere(party) || party.ending !== null) return stay(call)
  const ending = { because, deadline: at + CONFIRM_TIMEOUT_MS }
  return endLeg(withParty(call, { ...party, ending }), party.callSid)
}

/** What the target's desk learns about a transfer. */
export function createHandover(
  call: ActiveCall,
  { byPartyId, kind, reason }: Transfer,
): CallHandover {
  return describeHandover(call, findParty(call, byPartyId), kind, reason)
}

/** What the next agent learns of the party who had the customer before. */
export function describeHandover(
  { notes }: ActiveCall,
  by: Party | null,
  kind: CallHandover['kind'],
  reason = '',
): CallHandover {
  return { from: by?.name ?? '', fromIdentity: by?.identity ?? '', kind, reason, notes }
}
