import type { CallEvent } from '../model/call-event.ts'
import { isIn } from '../model/call.ts'
import type { Call } from '../model/call.ts'
import { withParty } from '../model/parties.ts'
import type { ActiveCall } from '../model/parties.ts'
import { isConnected } from '../model/party.ts'
import type { Party } from '../model/party.ts'
import { createFlag } from '../model/confirmable.ts'
import { endLeg, stay } from '../model/step.ts'
import type { Step } from '../model/step.ts'

/**
 * A desk whose page has died, or was loaded anew, connects to the conversation that it is part of: the new leg
 * takes the place of the one that nobody speaks on any more. Until Twilio finds that one dead, the others go on.
 */
export function onDeviceRejoined(
  call: ActiveCall,
  event: Extract<CallEvent, { kind: 'device-rejoined' }>,
  at: number,
): Step {
  const { by, callSid } = event
  const party = findRejoiningParty(call, by)
  // A webhook that is repeated finds its leg in place.
  if (party === null || party.callSid === callSid) return stay(call)
  const former = party.callSid === null ? [] : [party.callSid]
  const formerCallSids = [...(party.formerCallSids ?? []), ...former]
  // A new participant is neither held nor muted.
  const fresh = { ...party, callSid, formerCallSids, hold: createFlag(at), mute: createFlag(at) }
  return endLeg(withParty(call, fresh), party.callSid)
}

/** The party that this teammate is, where their Device may join anew. */
export function findRejoiningParty(call: Call, identity: string): Party | null {
  if (!isIn(call, 'active') || call.phase.closing !== null) return null
  const own = call.phase.parties.find((party) => party.identity === identity && isConnected(party))
  return own === undefined || own.ending !== null ? null : own
}

/**
 * The new leg's participant label. Not the party's own: the leg that is being ended may still have that, and no document
 * says what two participants of one label are.
 */
export function createRejoinLabel({ partyId, formerCallSids = [] }: Party): string {
  return `${partyId}_${formerCallSids.length}`
}
