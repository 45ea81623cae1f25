import { findParty } from '../model/parties.ts'
import type { ActiveCall } from '../model/parties.ts'
import type { Party } from '../model/party.ts'
import { chainWhileActive, stay } from '../model/step.ts'
import type { Step } from '../model/step.ts'

type PartyStep = (call: ActiveCall, party: Party) => Step

/** The next step for a party, as the steps before have left it. */
export function chainForParty(step: Step, partyId: string, next: PartyStep): Step {
  return chainWhileActive(step, (call) => {
    const party = findParty(call, partyId)
    return party === null ? stay(call) : next(call, party)
  })
}

/** The same for each of these parties, one after another. */
export function forEachParty(call: ActiveCall, partyIds: Iterable<string>, next: PartyStep): Step {
  let step: Step = stay(call)
  for (const partyId of partyIds) step = chainForParty(step, partyId, next)
  return step
}

export function getIds(parties: readonly Party[]): readonly string[] {
  return parties.map(({ partyId }) => partyId)
}
