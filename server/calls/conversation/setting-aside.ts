import type { Call } from '../model/call.ts'
import type { EventOf } from '../model/event-owner.ts'
import { requestFlag, isHeldByOperation } from './holding.ts'
import { withoutReleasing, findParty, withReleasing, withPhase } from '../model/parties.ts'
import type { ActiveCall } from '../model/parties.ts'
import { CUSTOMER, isConnected, isStaying } from '../model/party.ts'
import type { Party } from '../model/party.ts'
import { getRequested, isBackingOff } from '../model/confirmable.ts'
import { stay } from '../model/step.ts'
import type { Step } from '../model/step.ts'
import { forEachParty, getIds } from './party-steps.ts'

/*
 * A call whose agent talks in another call. Everybody else hears music; the agent's own leg stays, and is muted at
 * the desk.
 */

/** This agent's party, if the conversation is theirs. */
export function findOwnPart(call: ActiveCall, identity: string): Party | null {
  const mine = (party: Party) =>
    party.identity === identity && party.role === 'agent' && isStaying(party)
  return call.phase.parties.find(mine) ?? null
}

/** Nothing else is under way that decides who is on hold. */
export function isSettled({ phase }: ActiveCall): boolean {
  return phase.operation.kind === 'none' && phase.closing === null
}

/** Whether the agent may set this call aside or resume it. An invitee always may: nobody is put on hold for them. */
export function canSwitch(call: ActiveCall, identity: string): boolean {
  return findOwnPart(call, identity) === null || isSettled(call)
}

export function isSetAside(call: Pick<Call, 'phase'>): boolean {
  return call.phase.kind === 'active' && call.phase.setAside !== null
}

/** Sets the call aside. Parties that the agent has put on hold stay on hold when it is resumed. */
export function onSetAsideRequested(
  call: ActiveCall,
  { by }: EventOf<'set-aside-requested'>,
): Step {
  const agent = findOwnPart(call, by)
  if (agent === null || !isSettled(call)) return stay(call)
  const { setAside, releasing } = call.phase
  const held = setAside?.held ?? []
  const others = findOthers(call, agent.partyId)
  const onHold = others.filter(
    ({ partyId, hold }) => getRequested(hold) && !releasing.includes(partyId),
  )
  const kept = getIds(onHold).filter((partyId) => !held.includes(partyId))
  const same = setAside !== null && setAside.kept.every((partyId) => kept.includes(partyId))
  if (same) return stay(call)
  let next = call
  for (const { partyId } of others) next = withoutReleasing(next, partyId)
  return stay(withPhase(next, { setAside: { byPartyId: agent.partyId, held, kept } }))
}

/** Resumes the call: releases the customer in any case, and everybody that the server has put on hold. */
export function onResumeRequested(
  call: ActiveCall,
  { by }: EventOf<'resume-requested'>,
  at: number,
): Step {
  if (findOwnPart(call, by) === null || !isSettled(call)) return stay(call)
  const { setAside } = call.phase
  const resumed = setAside === null ? call : withPhase(call, { setAside: null })
  const onHold = new Set([CUSTOMER, ...(setAside?.held ?? [])])
  return forEachParty(resumed, onHold, (next, party) =>
    isConnected(party) ? requestFlag(next, party, 'hold', false, at) : stay(next),
  )
}

/** A party that the agent takes off hold in a call that is set aside is not put on hold again. */
export function withManualHold(call: ActiveCall, partyId: string): ActiveCall {
  const { setAside } = call.phase
  if (setAside === null || !setAside.held.includes(partyId)) return call
  const held = setAside.held.filter((each) => each !== partyId)
  return withPhase(call, { setAside: { ...setAside, held, kept: [...setAside.kept, partyId] } })
}

/** Puts everybody in a call that is set aside on hold, also later arrivals, and retries until that is confirmed. */
export function advanceSetAside(call: ActiveCall, at: number): Step {
  const { setAside, closing } = call.phase
  if (setAside === null || closing !== null) return stay(call)
  const by = findParty(call, setAside.byPartyId)
  if (by === null || !isConnected(by)) return stay(withResumed(call))
  return forEachParty(call, getIds(findOthers(call, by.partyId)), (next, party) =>
    keepOnHold(next, party, at),
  )
}

function keepOnHold(call: ActiveCall, party: Party, at: number): Step {
  const { setAside } = call.phase
  const { partyId } = party
  if (setAside === null || setAside.kept.includes(partyId)) return stay(call)
  if (isHeldByOperation(call, partyId)) return stay(call)
  // What a failed transfer would release stays on hold until the call is resumed.
  const quiet = withoutReleasing(call, partyId)
  const known = setAside.held.includes(partyId)
    ? quiet
    : withPhase(quiet, { setAside: { ...setAside, held: [...setAside.held, partyId] } })
  if (isBackingOff(party.hold) || party.ending !== null) return stay(known)
  return requestFlag(known, party, 'hold', true, at)
}

/**
 * The server resumes the call by itself and retries until that is confirmed: the agent has left, or everybody is to
 * talk together. A hold that belongs to a transfer is left to the transfer.
 */
export function withResumed(call: ActiveCall, ...more: readonly string[]): ActiveCall {
  const held = [...(call.phase.setAside?.held ?? []), ...more]
  const free = held.filter((partyId) => !isHeldByOperation(call, partyId))
  return withReleasing(withPhase(call, { setAside: null }), ...free)
}

function findOthers(call: ActiveCall, partyId: string): readonly Party[] {
  return call.phase.parties.filter((each) => isConnected(each) && each.partyId !== partyId)
}
