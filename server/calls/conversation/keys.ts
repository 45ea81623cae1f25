import type { EventOf } from '../model/event-owner.ts'
import { findCustomer, findParty, withParty } from '../model/parties.ts'
import type { ActiveCall } from '../model/parties.ts'
import { isConnected, isStaying, describeParty } from '../model/party.ts'
import type { Party } from '../model/party.ts'
import { CONFIRM_TIMEOUT_MS } from '../model/confirmable.ts'
import { stay, createFailure } from '../model/step.ts'
import type { Step } from '../model/step.ts'
import { forEachParty, getIds } from './party-steps.ts'

/*
 * Keys that are pressed for an invitee after the answer. Twilio takes no digits for a Participant that it rings; it
 * plays them to one that is in the Conference. So both the answer and the join must be reported, in any order.
 */

/** The customer has answered; `joined` says whether their leg was seen in the Conference. */
export function withKeysOwed(call: ActiveCall, joined: boolean): ActiveCall {
  const customer = findCustomer(call)
  if (customer === null || customer.digits === '') return call
  return withParty(call, { ...customer, keys: joined ? 'due' : 'owed' })
}

/** The leg is in the Conference. */
export function withKeysDue(party: Party): Party {
  return party.keys === 'owed' ? { ...party, keys: 'due' } : party
}

/** When the server stops waiting for the report that the leg has joined; null when nothing is owed. */
export function getKeysDeadline({ keys, status }: Party): number | null {
  return keys === 'owed' && status.kind === 'connected' ? status.since + CONFIRM_TIMEOUT_MS : null
}

/** Presses the keys of everybody who has answered and is here. Only once: pressed twice they mean something else. */
export function advanceKeys(call: ActiveCall, at: number): Step {
  return forEachParty(call, getIds(call.phase.parties), (next, party) => {
    const { partyId, callSid } = party
    const { conferenceSid } = next
    if (party.keys === 'none' || !isStaying(party)) return stay(next)
    if (callSid === null || conferenceSid === null) return stay(next)
    const deadline = getKeysDeadline(party)
    if (deadline !== null && at < deadline) return stay(next)
    return {
      call: withParty(next, { ...party, keys: 'none' }),
      effects: [{ kind: 'press-keys', partyId, conferenceSid, callSid }],
    }
  })
}

/** Not repeated: the keys may have been pressed, and the agent has a keypad. */
export function onKeysFailed(
  call: ActiveCall,
  { partyId, failure }: EventOf<'keys-failed'>,
  at: number,
): Step {
  const party = findParty(call, partyId)
  if (party === null || !isConnected(party)) return stay(call)
  return stay({ ...call, failure: createFailure('keys', failure, at, describeParty(party)) })
}
