import type { EventOf } from '../model/event-owner.ts'
import { DEVICE_TIMEOUT_MS, isIn } from '../model/call.ts'
import type { Call } from '../model/call.ts'
import { withParty } from '../model/parties.ts'
import type { ActiveCall } from '../model/parties.ts'
import { isStaying } from '../model/party.ts'
import type { Party } from '../model/party.ts'
import { createFlag } from '../model/confirmable.ts'
import { endLeg, stay } from '../model/step.ts'
import type { Step } from '../model/step.ts'

/**
 * A desk whose page has crashed or was reloaded connects to its conversation again: the new leg replaces the old one,
 * on which nobody speaks any more. The others go on while Twilio finds out that the old one is dead.
 */
export function onDeviceRejoined(
  call: ActiveCall,
  { by, callSid }: EventOf<'device-rejoined'>,
  at: number,
): Step {
  const party = findRejoiningParty(call, by)
  // A repeated webhook finds its leg in place.
  if (party === null || party.callSid === callSid) return stay(call)
  const former = party.callSid === null ? [] : [party.callSid]
  const formerCallSids = [...(party.formerCallSids ?? []), ...former]
  // A new participant is neither held nor muted.
  const fresh = {
    ...party,
    callSid,
    formerCallSids,
    expectedUntil: at + DEVICE_TIMEOUT_MS,
    hold: createFlag(at),
    mute: createFlag(at),
  }
  const known = withParty(call, fresh)
  // A teammate in the customer's place.
  const named =
    party.role === 'customer' ? { ...known, customer: { ...call.customer, callSid } } : known
  return endLeg(named, party.callSid)
}

/** The party of this teammate, if their Device may join again. */
export function findRejoiningParty(call: Call, identity: string): Party | null {
  if (!isIn(call, 'active') || call.phase.closing !== null) return null
  const party = call.phase.parties.find((each) => each.identity === identity && isStaying(each))
  if (party === undefined) return null
  // Who is being moved comes on the leg that is moved. In a transfer a new leg would hear what the agents say.
  const { kind } = call.phase.operation
  const isBusy = party.role === 'customer' && (kind === 'requeue' || kind === 'transfer')
  return isBusy ? null : party
}

/**
 * The new leg's participant label. It is not the party's own, because the old leg may still have that, and Twilio
 * does not document what happens to two participants with one label.
 */
export function createRejoinLabel({ partyId, formerCallSids = [] }: Party): string {
  return `${partyId}_${formerCallSids.length}`
}
