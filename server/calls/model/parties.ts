import type { CallHandover, PhaseOf, Transfer } from './phase.ts'
import type { ParticipantRef } from './call-event.ts'
import type { Call, CallIn } from './call.ts'
import { isConnected, isHere, CUSTOMER } from './party.ts'
import type { Party } from './party.ts'
import { CONFIRM_TIMEOUT_MS } from './confirmable.ts'
import { chain, endLeg, stay } from './step.ts'
import type { Step } from './step.ts'

/*
 * Reading and changing who is in a conversation.
 */
export type ActiveCall = CallIn<'active'>

export function findParty(call: ActiveCall, partyId: string): Party | null {
  return call.phase.parties.find((party) => party.partyId === partyId) ?? null
}

/** Whom a callback speaks of; null for somebody who is not of this call. */
export function findParticipant(
  call: ActiveCall,
  { label, callSid }: ParticipantRef,
): Party | null {
  const { parties } = call.phase
  // The leg that a page has left behind: whoever it was is here on another.
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

/** Puts a party in its place; the very same call when nothing of it is new. */
export function withParty(call: ActiveCall, party: Party): ActiveCall {
  const { parties } = call.phase
  const before = parties.find(({ partyId }) => partyId === party.partyId)
  if (before === party) return call
  if (before === undefined) return withPhase(call, { parties: [...parties, party] })
  return withPhase(call, { parties: parties.map((each) => (each === before ? party : each)) })
}

/** Whose hold and mute the server takes back from now on. */
export function withReleasing(call: ActiveCall, ...partyIds: readonly string[]): ActiveCall {
  const all = new Set([...call.phase.releasing, ...partyIds])
  return withPhase(call, { releasing: [...all] })
}

export function withoutReleasing(call: ActiveCall, partyId: string): ActiveCall {
  if (!call.phase.releasing.includes(partyId)) return call
  return withPhase(call, { releasing: call.phase.releasing.filter((each) => each !== partyId) })
}

/** Ends a party's leg; it is here until that is proved. A leg that is being created is ended when it appears. */
export function endParty(
  call: ActiveCall,
  party: Party,
  because: NonNullable<Party['ending']>['because'],
  at: number,
): Step {
  if (!isHere(party) || party.ending !== null) return stay(call)
  const ending = { because, deadline: at + CONFIRM_TIMEOUT_MS }
  return chain(stay(withParty(call, { ...party, ending })), (next: Call) =>
    endLeg(next, party.callSid),
  )
}

/** What the target's desk learns of a transfer. */
export function createHandover(call: ActiveCall, transfer: Transfer): CallHandover {
  const by = findParty(call, transfer.byPartyId)
  return {
    from: by?.name ?? '',
    fromIdentity: by?.identity ?? '',
    kind: transfer.kind,
    reason: transfer.reason,
    notes: call.notes,
  }
}
