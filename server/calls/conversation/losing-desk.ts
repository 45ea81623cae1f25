import type { EventOf } from '../model/event-owner.ts'
import { findCustomer, getPresentParties } from '../model/parties.ts'
import type { ActiveCall } from '../model/parties.ts'
import { isConnected, isStaying } from '../model/party.ts'
import type { Party } from '../model/party.ts'
import { getRequested } from '../model/confirmable.ts'
import { chain, endOpenLeg, stay } from '../model/step.ts'
import type { Step } from '../model/step.ts'
import { chainForParty } from './party-steps.ts'
import { removeParty } from './leaving.ts'

/*
 * A desk that gives no sign of life. Twilio notices a dead machine only after 15 to 60 seconds, so the server does not
 * wait for that.
 */

/** It may be a false alarm, so the customer only hears that it goes on. Nothing is said to somebody who hears music. */
export function onDeskSilent(call: ActiveCall, { by }: EventOf<'desk-silent'>): Step {
  const customer = findCustomer(call)
  const { conferenceSid } = call
  if (findDesk(call, by) === null || customer === null || !isStaying(customer)) return stay(call)
  const { callSid, hold } = customer
  const up = getPresentParties(call).filter(isConnected)
  if (up.length > 2 || hold.confirmed || getRequested(hold)) return stay(call)
  if (conferenceSid === null || callSid === null) return stay(call)
  return { call, effects: [{ kind: 'announce-moment', conferenceSid, callSid }] }
}

/** The desk is given up: its leg ends, and the customer does not wait for Twilio to notice. */
export function onDeskLost(call: ActiveCall, { by }: EventOf<'desk-lost'>, at: number): Step {
  const party = findDesk(call, by)
  if (party === null || call.phase.closing !== null) return stay(call)
  const without = chainForParty(stay(call), party.partyId, (next, lost) =>
    removeParty(next, lost, 'hung-up', at),
  )
  // The customer is moved before it, so that they hear music at once.
  return chain(without, (next) => endOpenLeg(next, party.callSid))
}

function findDesk(call: ActiveCall, identity: string): Party | null {
  return (
    call.phase.parties.find(
      (each) => each.identity === identity && each.role !== 'customer' && isStaying(each),
    ) ?? null
  )
}
