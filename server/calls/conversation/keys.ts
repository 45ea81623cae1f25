import type { CallEvent } from '../model/call-event.ts'
import { findParty, withParty } from '../model/parties.ts'
import type { ActiveCall } from '../model/parties.ts'
import { isConnected, describeParty, CUSTOMER } from '../model/party.ts'
import type { Party } from '../model/party.ts'
import { CONFIRM_TIMEOUT_MS } from '../model/confirmable.ts'
import { stay, createFailure, chainWhileActive } from '../model/step.ts'
import type { Step } from '../model/step.ts'

/*
 * Keys that are pressed for an invitee after the answer. Twilio takes no digits for a Participant that it rings; it plays them to
 * one that is in the Conference. So both the answer and the join must be reported, in any order.
 */

/** The customer has answered; `joined` says whether their leg was seen in the Conference. */
export function withKeysOwed(call: ActiveCall, joined: boolean): ActiveCall {
  const customer = findParty(call, CUSTOMER)
  if (customer === null || customer.digits === '') return call
  return withParty(call, { ...customer, keys: joined ? 'due' : 'owed' })
}

/** The leg is in the Conference. */
export function withKeysDue(call: ActiveCall, party: Party): ActiveCall {
  return party.keys === 'owed' ? withParty(call, { ...party, keys: 'due' }) : call
}

/** When the server stops waiting for the report that the leg has joined; null when nothing is owed. */
export function getKeysDeadline({ keys, status }: Party): number | null {
  return keys === 'owed' && status.kind === 'connected' ? status.since + CONFIRM_TIMEOUT_MS : null
}

/** Presses the keys of everybody who has answered and is here. Only once: pressed twice they mean something else. */
export function advanceKeys(call: ActiveCall, at: number): Step {
  let step: Step = stay(call)
  for (const { partyId } of call.phase.parties) {
    step = chainWhileActive(step, (next) => {
      const party = findParty(next, partyId)
      return party === null ? stay(next) : pressKeys(next, party, at)
    })
  }
  return step
}

function pressKeys(call: ActiveCall, party: Party, at: number): Step {
  const { partyId, callSid, keys, ending } = party
  const { conferenceSid } = call
  if (keys === 'none' || !isConnected(party) || ending !== null) return stay(call)
  if (callSid === null || conferenceSid === null) return stay(call)
  const late = getKeysDeadline(party)
  if (late !== null && at < late) return stay(call)
  return {
    call: withParty(call, { ...party, keys: 'none' }),
    effects: [{ kind: 'press-keys', partyId, conferenceSid, callSid }],
  }
}

/** Not repeated: the keys may have been pressed, and the agent has a keypad. */
export function onKeysFailed(
  call: ActiveCall,
  { partyId, failure }: Extract<CallEvent, { kind: 'keys-failed' }>,
  at: number,
): Step {
  const party = findParty(call, partyId)
  if (party === null || !isConnected(party)) return stay(call)
  return stay({ ...call, failure: createFailure('keys', failure, at, describeParty(party)) })
}
