import type { CallEvent } from '../../calls/model/call-event.ts'
import { getParties } from '../../calls/model/call.ts'
import type { Call } from '../../calls/model/call.ts'
import { isBetweenTeammates } from '../../calls/model/internal.ts'
import { isStaying } from '../../calls/model/party.ts'
import type { Party } from '../../calls/model/party.ts'
import { getOperation } from '../../calls/model/phase.ts'
import type { ModelLeg } from './model-conferences.ts'
import type { ModelTwilio } from './model-twilio.ts'

/*
 * What nobody may do to a customer: hang up on them, or take them away from somebody they talk to.
 */

/** A customer who is still there loses the call only by an agent's command, or because who had it at last hangs up. */
export function checkEnd(before: Call, event: CallEvent, after: Call, twilio: ModelTwilio): void {
  if (before.phase.kind === 'ended' || after.phase.kind !== 'ended') return
  const { state } = twilio.customer
  if (state === 'over' || state === 'elsewhere' || isBetweenTeammates(before)) return
  if (event.kind === 'hang-up-requested' || event.kind === 'leave-requested') return
  // A teammate who called a queue, and may be in no call any more.
  if (event.kind === 'agent-access-ended' && event.by === before.customer.identity) return
  if (before.phase.kind === 'active' && before.phase.closing !== null) return
  if (getParties(before.phase).some(isRemovedCustomer)) return
  // A teammate in their place has hung up on the leg that counts, or on the one that was read.
  if (event.kind === 'call-read' && before.customer.identity !== null) return
  const own = twilio.legs.find(({ callSid }) => callSid === before.customer.callSid)
  if (own?.state === 'over') return
  if (isLeftToOthers(before)) return
  throw new Error(`the customer was dropped by ${JSON.stringify(event)}`)
}

/** An agent has removed them. */
function isRemovedCustomer({ role, ending, status }: Party): boolean {
  const isRemoved = status.kind === 'left' && status.because === 'removed'
  return role === 'customer' && (ending !== null || isRemoved)
}

/** The agents have left by command, so that the others have the customer. */
function isLeftToOthers(call: Call): boolean {
  const teammates = getParties(call.phase).filter(
    ({ identity, role, joinedAt }) => identity !== null && role !== 'customer' && joinedAt !== null,
  )
  if (teammates.some(isStaying)) return false
  const last = teammates.toSorted((one, other) => leftAt(one) - leftAt(other)).at(-1)
  if (last?.ending) return true
  return last?.status.kind === 'left' && last.status.reason !== 'connection-lost'
}

function leftAt({ status }: Party): number {
  return status.kind === 'left' ? status.at : Number.POSITIVE_INFINITY
}

/** Nobody who is known to be with the customer, and whose leg was not ended before, talks to them. */
export function checkMove(call: Call, leg: ModelLeg, twilio: ModelTwilio): void {
  if (call.phase.kind === 'active' && getOperation(call.phase).requeue !== null) return
  const known = new Set(
    getParties(call.phase)
      .filter(isStaying)
      .map(({ callSid }) => callSid),
  )
  const talking = twilio
    .with(leg)
    .filter(({ callSid }) => known.has(callSid) && !call.endedLegs.includes(callSid))
  for (const { label } of talking) throw new Error(`the customer was taken from ${label}`)
}
