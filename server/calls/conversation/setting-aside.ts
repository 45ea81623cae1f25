import type { Call } from '../model/call.ts'
import { command, isOfTransfer } from './holding.ts'
import { notReleasing, partyNamed, presentParties, releasing, withPhase } from '../model/parties.ts'
import type { Talk } from '../model/parties.ts'
import { CUSTOMER, isConnected } from '../model/party.ts'
import type { Party } from '../model/party.ts'
import { stay, whileTalking } from '../model/step.ts'
import type { Step } from '../model/step.ts'

/*
 * A conversation whose agent has turned to another call. Everybody else hears music meanwhile; the agent's own leg
 * stays, and is muted at the desk.
 */

/** The agent's own part, where the conversation is theirs. */
export function ownPart(call: Talk, identity: string): Party | null {
  const mine = (party: Party) =>
    party.identity === identity && party.role === 'agent' && isConnected(party)
  return call.phase.parties.find((party) => mine(party) && party.ending === null) ?? null
}

/** Nothing else is under way that decides who hears whom. */
export function isSettled({ phase }: Talk): boolean {
  const { transfer, queueing, closing, merging } = phase
  return transfer === null && queueing === null && closing === null && merging === null
}

/** Whether the agent may turn away from this call or back to it. A guest may always: nobody is held for one. */
export function mayTurn(call: Talk, identity: string): boolean {
  return ownPart(call, identity) === null || isSettled(call)
}

export function isParked(call: Pick<Call, 'phase'>): boolean {
  return call.phase.kind === 'active' && call.phase.parked !== null
}

/** The agent turns to another call. Who is on hold by the agent's own command stays so when it is taken up again. */
export function park(call: Talk, by: string): Step {
  const agent = ownPart(call, by)
  if (agent === null || !isSettled(call)) return stay(call)
  const { parked, releasing } = call.phase
  const held = parked?.held ?? []
  const others = othersThan(call, agent.partyId)
  const onHold = others.filter(
    ({ partyId, hold }) => hold.requested && !releasing.includes(partyId),
  )
  const kept = onHold.map(({ partyId }) => partyId).filter((partyId) => !held.includes(partyId))
  const same = parked !== null && parked.kept.every((partyId) => kept.includes(partyId))
  if (same) return stay(call)
  let next = call
  for (const { partyId } of others) next = notReleasing(next, partyId)
  return stay(withPhase(next, { parked: { byPartyId: agent.partyId, held, kept } }))
}

/** The agent turns to this call again: to the customer in any case, and to whom the parking has put on hold. */
export function takeUpAsked(call: Talk, by: string, at: number): Step {
  if (ownPart(call, by) === null || !isSettled(call)) return stay(call)
  const { parked } = call.phase
  let step: Step = stay(parked === null ? call : withPhase(call, { parked: null }))
  for (const partyId of new Set([CUSTOMER, ...(parked?.held ?? [])])) {
    step = whileTalking(step, (next) => {
      const party = partyNamed(next, partyId)
      if (party === null || !isConnected(party)) return stay(next)
      return command(next, party, 'hold', false, at)
    })
  }
  return step
}

/** Who was taken off hold by hand in a parked call is heard until the agent says otherwise. */
export function byHand(call: Talk, partyId: string): Talk {
  const { parked } = call.phase
  if (parked === null || !parked.held.includes(partyId)) return call
  const held = parked.held.filter((each) => each !== partyId)
  return withPhase(call, { parked: { ...parked, held, kept: [...parked.kept, partyId] } })
}

/** Holds whoever is in a parked call, also who comes later, as often as it takes. */
export function advanceParking(call: Talk, at: number): Step {
  const { parked, closing } = call.phase
  if (parked === null || closing !== null) return stay(call)
  const by = partyNamed(call, parked.byPartyId)
  if (by === null || !isConnected(by)) return stay(released(call))
  let step: Step = stay(call)
  for (const { partyId } of othersThan(call, by.partyId)) {
    step = whileTalking(step, (next) => keepOnHold(next, partyId, at))
  }
  return step
}

function keepOnHold(call: Talk, partyId: string, at: number): Step {
  const { parked } = call.phase
  const party = partyNamed(call, partyId)
  if (parked === null || party === null || parked.kept.includes(partyId)) return stay(call)
  if (isOfTransfer(call, partyId)) return stay(call)
  // What a transfer that came to nothing would release stays on hold until the call is taken up.
  const quiet = notReleasing(call, partyId)
  const known = parked.held.includes(partyId)
    ? quiet
    : withPhase(quiet, { parked: { ...parked, held: [...parked.held, partyId] } })
  if (party.hold.notBefore !== null || party.ending !== null) return stay(known)
  return command(known, party, 'hold', true, at)
}

/**
 * The server takes it up by itself, as often as it takes: the agent is gone, or all are to talk together. What a
 * transfer holds is the transfer's to release.
 */
export function released(call: Talk, ...more: readonly string[]): Talk {
  const held = [...(call.phase.parked?.held ?? []), ...more]
  const free = held.filter((partyId) => !isOfTransfer(call, partyId))
  return releasing(withPhase(call, { parked: null }), ...free)
}

function othersThan(call: Talk, partyId: string): readonly Party[] {
  return presentParties(call).filter((each) => isConnected(each) && each.partyId !== partyId)
}
