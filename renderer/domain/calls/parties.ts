import type { CallSnapshot, Confirmable, Party } from '../../../server/contract/desk.ts'

type Parties = Pick<CallSnapshot, 'parties'>

/** This desk's own party; undefined until the server knows it, and when it was just lost. */
export function selfOf({ parties }: Parties): Party | undefined {
  return parties.find((party) => party.self)
}

/** The person that the call is about; undefined before the server knows the parties. */
export function customerOf({ parties }: Parties): Party | undefined {
  return parties.find((party) => party.role === 'customer')
}

/** Who this desk talks to: the customer, or the agent where this desk is in the customer's place. */
export function counterpartOf(call: Parties): Party | undefined {
  const customer = customerOf(call)
  if (customer?.self !== true) return customer
  return call.parties.find((party) => party.role === 'agent')
}

export function partyOf({ parties }: Parties, partyId: string | undefined): Party | undefined {
  return parties.find((party) => party.partyId === partyId)
}

/** The target of the transfer that is under way. */
export function transferTarget(call: CallSnapshot): Party | undefined {
  return partyOf(call, call.transfer?.partyId)
}

/** Everyone else who is in the call or may come into it. */
export function othersOf({ parties }: Parties): readonly Party[] {
  return parties.filter((party) => !party.self && party.state !== 'left')
}

/** Who the agent hears now: everyone who is connected and not on hold; nobody while the agent is on hold. */
export function heardBy(call: Parties): readonly Party[] {
  if (selfOf(call)?.hold.confirmed === true) return []
  return othersOf(call).filter((party) => party.state === 'connected' && !party.hold.confirmed)
}

/** Whether the call goes on when this desk leaves: the customer and somebody else are connected. */
export function goesOnWithout(call: Parties): boolean {
  const connected = othersOf(call).filter((party) => party.state === 'connected')
  return connected.length > 1 && connected.some((party) => party.role === 'customer')
}

/**
 * Whether the agent controls the call, so that hanging up ends it for all. A consult, and a teammate in the
 * customer's place, can only leave.
 */
export function canControlCall(call: Parties): boolean {
  return (selfOf(call)?.role ?? 'agent') === 'agent'
}

/** The call is offered to this desk: it rings here, also while others talk in it already. */
export function isOffered(call: CallSnapshot): boolean {
  if (call.state.kind === 'ended') return false
  return call.state.kind === 'ringing' || selfOf(call)?.state === 'ringing'
}

/** The name of the teammate who consults this agent or hands the call over; null for a call from a queue. */
export function offeredBy(call: CallSnapshot): string | null {
  const { transfer, handover } = call
  const by = call.parties.find(
    (party) => party.userId !== null && party.userId === transfer?.byUserId,
  )
  if (by !== undefined && !by.self && by.name !== null) return by.name
  const rings = handover !== null && handover.kind !== 'queue' && handover.kind !== 'left'
  return rings ? handover.from : null
}

/** Where a hold stands: what is confirmed, and what is requested and not yet confirmed. */
export type HoldStage = 'talking' | 'holding' | 'on-hold' | 'resuming'

export function holdStage(hold: Pick<Confirmable, 'requested' | 'confirmed'>): HoldStage {
  if (hold.confirmed) return hold.requested ? 'on-hold' : 'resuming'
  return hold.requested ? 'holding' : 'talking'
}

/** The hold that the agent's own control shows and changes. A transfer in progress holds the customer by itself. */
export function ownHoldStage(call: CallSnapshot): HoldStage {
  const customer = customerOf(call)
  const isOwn = call.transfer === null || call.transfer.stage === 'joined'
  return customer === undefined || customer.self || !isOwn ? 'talking' : holdStage(customer.hold)
}

/** A customer who waits longer should be told why. */
export const LONG_HOLD_MS = 2 * 60_000
