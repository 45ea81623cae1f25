import { getOperation } from '../model/phase.ts'
import type { CallHandover } from '../model/phase.ts'
import type { EventOf } from '../model/event-owner.ts'
import { isIn, getLeg } from '../model/call.ts'
import type { Call } from '../model/call.ts'
import { isBetweenTeammates, isInCustomersPlace } from '../model/internal.ts'
import { isNeededByCustomer } from './leaving.ts'
import { isCustomerHere, endParty, findParty, getPresentParties } from '../model/parties.ts'
import type { ActiveCall } from '../model/parties.ts'
import { isMovingHere } from '../model/party.ts'
import type { Party } from '../model/party.ts'
import { moveToQueue } from './requeueing.ts'
import { stay, chainWhileActive } from '../model/step.ts'
import type { Step } from '../model/step.ts'

/*
 * An agent whose access has ended: signed out, removed or disabled. Their leg ends in any case, and the customer is not hung up
 * on.
 */
type AccessEnded = EventOf<'agent-access-ended'>

/** Before a conversation this is a hang-up, which puts a caller back into the queue. Null: nothing to do. */
export function toHangUp(call: Call, { by }: AccessEnded): EventOf<'hang-up-requested'> | null {
  if (isIn(call, 'accepting') && call.phase.agentLeft) return null
  const concerned = getLeg(call.phase)?.identity === by || isInCustomersPlace(call, by)
  return concerned ? { kind: 'hang-up-requested', by } : null
}

/**
 * The conversation goes on with everybody who can go on. A customer who would be left alone is first moved back into the queue,
 * ahead of everybody who waits there.
 */
export function onAccessEnded(call: ActiveCall, { by }: AccessEnded, at: number): Step {
  const { closing } = call.phase
  const { merge, requeue } = getOperation(call.phase)
  const party = getPresentParties(call).find(({ identity }) => identity === by)
  if (party === undefined || party.ending !== null) return stay(call)
  // A call that is ending ends by itself. A customer who is on the way into a call arrives in a moment.
  if (closing !== null || merge !== null || call.phase.parties.some(isMovingHere)) return stay(call)
  const alone = isNeededByCustomer(call, by) && isCustomerHere(call) && !isBetweenTeammates(call)
  const { queueName } = call
  const back = { queueName, handover: describeAgentLeft(call, party), byPartyId: null }
  const step = alone && requeue === null ? moveToQueue(call, back, at) : stay(call)
  return chainWhileActive(step, (next) => {
    const now = findParty(next, party.partyId)
    return now === null ? stay(next) : endParty(next, now, 'hung-up', at)
  })
}

/** For the next agent. */
function describeAgentLeft({ notes }: Call, { name, identity }: Party): CallHandover {
  return { from: name ?? '', fromIdentity: identity ?? '', kind: 'left', reason: '', notes }
}
