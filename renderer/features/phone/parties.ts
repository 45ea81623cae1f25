import type { CallSnapshot, Party } from '../../../server/contract/desk.ts'

type Parties = Pick<CallSnapshot, 'parties'>

/** The person whom the call is about; undefined before the server knows the parties. */
export function customerOf({ parties }: Parties): Party | undefined {
  return parties.find((party) => party.role === 'customer')
}

/** Whom this desk is in touch with: the customer, or for a colleague in the customer's place the agent. */
export function otherSideOf(call: Parties): Party | undefined {
  const customer = customerOf(call)
  if (customer?.self !== true) return customer
  return call.parties.find((party) => party.role === 'agent')
}

/** This desk's own leg; undefined before the server knows it, and when it has just been lost. */
export function selfOf({ parties }: Parties): Party | undefined {
  return parties.find((party) => party.self)
}

/** Whom the transfer under way is to. */
export function transferTarget({ parties, transfer }: CallSnapshot): Party | undefined {
  return parties.find((party) => party.partyId === transfer?.partyId)
}

/** Everyone else who is on the call or may yet be. */
export function othersOf({ parties }: Parties): readonly Party[] {
  return parties.filter((party) => !party.self && party.state !== 'left')
}

/** Whom the agent hears now: nobody while on hold; else whoever is connected and not on hold. */
export function heardBy(call: Parties): readonly Party[] {
  if (selfOf(call)?.hold.confirmed === true) return []
  return othersOf(call).filter((party) => party.state === 'connected' && !party.hold.confirmed)
}

/** Whether the conversation would go on without this desk: the customer and somebody else are connected. */
export function goesOnWithout(call: Parties): boolean {
  const connected = othersOf(call).filter((party) => party.state === 'connected')
  return connected.length > 1 && connected.some((party) => party.role === 'customer')
}
