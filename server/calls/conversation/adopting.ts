import type { EventOf } from '../model/event-owner.ts'
import type { Call } from '../model/call.ts'
import { removeParty } from './leaving.ts'
import { reportMerge } from '../ending/finish.ts'
import { findParty, withParty } from '../model/parties.ts'
import type { ActiveCall } from '../model/parties.ts'
import { CUSTOMER, createInvitedParty, isMovingHere, isConnected } from '../model/party.ts'
import type { Party } from '../model/party.ts'
import { isSettled, findOwnPart, withResumed } from './setting-aside.ts'
import { CONFIRM_TIMEOUT_MS } from '../model/confirmable.ts'
import { readCall, stay } from '../model/step.ts'
import type { Step } from '../model/step.ts'
import { forEachParty, getIds } from './party-steps.ts'

/*
 * The call that goes on after a merge: the other call's customer is moved into it, as one more party.
 */

/** How long a customer may take from one Conference to another before Twilio is asked, ms. */
const MOVE_DEADLINE_MS = 6000

type Adoption = EventOf<'adoption-requested'>

/** Moves the other call's customer here. A repeated request is answered with the result. */
export function onAdoptionRequested(call: ActiveCall, event: Adoption, at: number): Step {
  const { invitee, from, callSid } = event
  const known = findParty(call, invitee.partyId)
  if (known !== null) return isMovingHere(known) ? stay(call) : reportArrival(call, known, from)
  if (findOwnPart(call, event.by) === null || !isSettled(call)) return refuseAdoption(call, event)
  const deadline = at + MOVE_DEADLINE_MS
  const times = { since: at, deadline, checkAt: deadline }
  const party = createInvitedParty(invitee, { kind: 'ringing', ...times, uncertain: false }, at)
  return {
    // Their keys were pressed in the other call.
    call: withParty(call, {
      ...party,
      callSid,
      joinedHow: 'merged',
      movedFrom: from,
      keys: 'none',
    }),
    effects: [{ kind: 'move-party', callSid, partyId: invitee.partyId }],
  }
}

/** There is no conversation to move anybody into. */
export function refuseAdoption(call: Call, { invitee, from }: Adoption): Step {
  return { call, effects: [reportMerge(from, invitee.partyId, false)] }
}

export function onPartyMoveFailed(
  call: ActiveCall,
  { partyId, failure }: EventOf<'party-move-failed'>,
  at: number,
): Step {
  const party = findParty(call, partyId)
  if (party === null || !isMovingHere(party)) return stay(call)
  return failure === 'unreachable'
    ? readUncertain(call, party, at)
    : removeParty(call, party, 'failed', at)
}

/** Twilio may have done it although its answer was lost: it is asked at once, and again later. */
export function readUncertain(call: ActiveCall, party: Party, at: number): Step {
  const uncertain = withUncertainty(call, party, at + CONFIRM_TIMEOUT_MS)
  return { call: uncertain, effects: [readCall(call)] }
}

/** Not seen in time: the next reading decides. */
export function withUncertainty(call: ActiveCall, party: Party, checkAt: number): ActiveCall {
  if (party.status.kind !== 'ringing') return call
  return withParty(call, {
    ...party,
    status: { ...party.status, checkAt, uncertain: true },
  })
}

/** Tells the other call how the move ended. A customer who has arrived talks with everybody. */
export function advanceAdoptions(call: ActiveCall): Step {
  return forEachParty(call, getIds(call.phase.parties), (next, party) => {
    const { movedFrom } = party
    if (movedFrom === null || isMovingHere(party)) return stay(next)
    const settled = withParty(next, { ...party, movedFrom: null })
    return reportArrival(
      isConnected(party) ? withResumed(settled, CUSTOMER) : settled,
      party,
      movedFrom,
    )
  })
}

/** Counted as failed, and here after all: they stay, because no other call has them. */
export function onLateArrival(call: ActiveCall, party: Party, at: number): Step {
  const connected = { kind: 'connected', since: at } as const
  const back = withParty(call, { ...party, status: connected, joinedAt: at })
  return { call: back, effects: [readCall(call)] }
}

function reportArrival(call: Call, { partyId, joinedAt }: Party, from: string): Step {
  return { call, effects: [reportMerge(from, partyId, joinedAt !== null)] }
}
