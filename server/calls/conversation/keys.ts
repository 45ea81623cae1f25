import type { CallEvent } from '../model/call-event.ts'
import { partyNamed, withParty } from '../model/parties.ts'
import type { Talk } from '../model/parties.ts'
import { isConnected, whoIs, CUSTOMER } from '../model/party.ts'
import type { Party } from '../model/party.ts'
import { PROOF_DEADLINE_MS } from '../model/confirmable.ts'
import { stay, trouble, whileTalking } from '../model/step.ts'
import type { Step } from '../model/step.ts'

/*
 * What is pressed for somebody who was rung, once they have answered. Twilio takes no digits for a Participant that it
 * rings; it plays them to one that is in the Conference. So both must have been reported, in whatever order.
 */

/** The customer has answered; whether their leg has been seen in the Conference is known. */
export function owingKeys(call: Talk, joined: boolean): Talk {
  const customer = partyNamed(call, CUSTOMER)
  if (customer === null || customer.digits === '') return call
  return withParty(call, { ...customer, keys: joined ? 'due' : 'owed' })
}

/** The leg is in the Conference. */
export function keysDue(call: Talk, party: Party): Talk {
  return party.keys === 'owed' ? withParty(call, { ...party, keys: 'due' }) : call
}

/** When a report that has not come is waited for no longer; null where none is. */
export function keysDeadline({ keys, presence }: Party): number | null {
  return keys === 'owed' && presence.kind === 'connected'
    ? presence.since + PROOF_DEADLINE_MS
    : null
}

/** Presses for everybody who has answered and is there. Once: pressed twice they would mean something else. */
export function advanceKeys(call: Talk, at: number): Step {
  let step: Step = stay(call)
  for (const { partyId } of call.phase.parties) {
    step = whileTalking(step, (next) => {
      const party = partyNamed(next, partyId)
      return party === null ? stay(next) : press(next, party, at)
    })
  }
  return step
}

function press(call: Talk, party: Party, at: number): Step {
  const { partyId, callSid, keys, ending } = party
  const { conferenceSid } = call
  if (keys === 'none' || !isConnected(party) || ending !== null) return stay(call)
  if (callSid === null || conferenceSid === null) return stay(call)
  const late = keysDeadline(party)
  if (late !== null && at < late) return stay(call)
  return {
    call: withParty(call, { ...party, keys: 'none' }),
    commands: [{ kind: 'press-keys', partyId, conferenceSid, callSid }],
  }
}

/** Not tried again: they may have been pressed, and the agent has a keypad. */
export function keysRefused(
  call: Talk,
  { partyId, refusal }: Extract<CallEvent, { kind: 'keys-refused' }>,
  at: number,
): Step {
  const party = partyNamed(call, partyId)
  if (party === null || !isConnected(party)) return stay(call)
  return stay({ ...call, trouble: trouble('keys', refusal, at, whoIs(party)) })
}
