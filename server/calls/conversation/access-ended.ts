import { getOperation } from '../model/phase.ts'
import type { EventOf } from '../model/event-owner.ts'
import { getLeg } from '../model/call.ts'
import type { Call } from '../model/call.ts'
import { isBetweenTeammates, isInCustomersPlace } from '../model/internal.ts'
import { isNeededByCustomer } from './leaving.ts'
import { describeHandover, isCustomerHere, endParty, getPresentParties } from '../model/parties.ts'
import type { ActiveCall } from '../model/parties.ts'
import { isMovingHere } from '../model/party.ts'
import { waitInQueue } from './waiting-again.ts'
import { stay } from '../model/step.ts'
import type { Step } from '../model/step.ts'

/*
 * An agent whose access has ended: signed out, removed or disabled. Their leg ends in any case, and the customer is
 * not hung up on.
 */
type AccessEnded = EventOf<'agent-access-ended'>

/** Before a conversation this is a hang-up, which puts a caller back into the queue. Null: nothing to do. */
export function toHangUp(call: Call, { by }: AccessEnded): EventOf<'hang-up-requested'> | null {
  const concerned = getLeg(call.phase)?.identity === by || isInCustomersPlace(call, by)
  return concerned ? { kind: 'hang-up-requested', by } : null
}

/**
 * The conversation goes on with everybody who can go on. A customer who would be left alone waits in the queue again,
 * with their old place.
 */
export function onAccessEnded(call: ActiveCall, { by }: AccessEnded, at: number): Step {
  const { closing } = call.phase
  const { merge, requeue } = getOperation(call.phase)
  const party = getPresentParties(call).find(({ identity }) => identity === by)
  if (party === undefined || party.ending !== null) return stay(call)
  // A call that is ending ends by itself. A customer who is on the way into a call arrives in a moment.
  if (closing !== null || merge !== null || call.phase.parties.some(isMovingHere)) return stay(call)
  const alone = isNeededByCustomer(call, by) && isCustomerHere(call) && !isBetweenTeammates(call)
  if (alone && requeue === null)
    return waitInQueue(call, at, { handover: describeHandover(call, party, 'left') })
  return endParty(call, party, 'hung-up', at)
}
