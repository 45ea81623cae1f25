import { getOperation } from '../model/phase.ts'
import { onLateArrival, readUncertain, withUncertainty } from './adopting.ts'
import type { LegStatus } from '../model/call-event.ts'
import type { EventOf } from '../model/event-owner.ts'
import { withKeysDue } from './keys.ts'
import { removeParty } from './leaving.ts'
import { chainForParty } from './party-steps.ts'
import { endParty, findParty, findParticipant, withParty } from '../model/parties.ts'
import type { ActiveCall } from '../model/parties.ts'
import {
  invitee,
  createInvitedParty,
  isMovingHere,
  isHere,
  hasFailedToArrive,
  CUSTOMER,
} from '../model/party.ts'
import type { Invitee, LeftBecause, Party } from '../model/party.ts'
import { CONFIRM_TIMEOUT_MS } from '../model/confirmable.ts'
import { endLeg, stay } from '../model/step.ts'
import type { Step } from '../model/step.ts'
import { openTask } from '../tasks/tasks.ts'
import { RING_PARTY_SECONDS, LOOK_MS, REPORT_GRACE_MS } from '../model/ringing.ts'

/** Rings somebody into the conversation. Early media only when the customer cannot hear it. */
export function ringParty(call: ActiveCall, who: Invitee, earlyMedia: boolean, at: number): Step {
  const deadline = at + RING_PARTY_SECONDS * 1000
  const times = { since: at, deadline, checkAt: at + LOOK_MS }
  const ringing = { kind: 'ringing', ...times, uncertain: false } as const
  const before = findParty(call, who.partyId)
  const party =
    before === null ? createInvitedParty(who, ringing, at) : { ...before, status: ringing }
  const ring = { kind: 'ring-party', party: invitee.parse(who), earlyMedia } as const
  return { call: withParty(call, party), effects: [ring] }
}

export function onParticipantJoined(
  call: ActiveCall,
  { conferenceSid, participant }: EventOf<'participant-joined'>,
  at: number,
): Step {
  const known = call.conferenceSid === null ? { ...call, conferenceSid } : call
  const party = findParticipant(known, participant)
  if (party === null) return stay(known)
  if (hasFailedToArrive(party)) return onLateArrival(known, party, at)
  const here = party.expectedUntil === null ? party : { ...party, expectedUntil: null }
  const seen = withKeysDue(here)
  const joined = withParty(known, seen)
  // Early media: a telephone that rings may be in the Conference before it is answered.
  if (party.identity === null && !isMovingHere(party)) return stay(joined)
  return onAnswered(joined, seen, participant.callSid, at)
}

/** The leg is up. If the invitation was withdrawn, it is ended as soon as its SID is known. */
export function onAnswered(call: ActiveCall, party: Party, callSid: string, at: number): Step {
  return chainForParty(setCallSid(call, party, callSid), party.partyId, (next, now) => {
    if (now.status.kind !== 'ringing') return stay(next)
    const connected = { kind: 'connected', since: at } as const
    return openInviteeTask(withParty(next, { ...now, status: connected, joinedAt: at }), now)
  })
}

/** TaskRouter reserves an invited teammate for no other call. In a transfer their Task also describes the handover. */
function openInviteeTask(call: ActiveCall, party: Party): Step {
  const transferred = getOperation(call.phase).transfer?.partyId === party.partyId
  return party.role === 'consult' && !transferred ? openTask(call, party, null) : stay(call)
}

/** Twilio says that it still rings: a ring that should have ended long ago is ended. */
export function onStillRinging(call: ActiveCall, party: Party, callSid: string, at: number): Step {
  return chainForParty(setCallSid(call, party, callSid), party.partyId, (next, now) => {
    const { status } = now
    if (status.kind !== 'ringing' || now.ending !== null) return stay(next)
    if (at >= status.deadline + REPORT_GRACE_MS) return endParty(next, now, 'no-answer', at)
    if (!status.uncertain) return stay(next)
    return stay(withParty(next, { ...now, status: { ...status, uncertain: false } }))
  })
}

export function onRingCreated(
  call: ActiveCall,
  { partyId, callSid }: EventOf<'ring-created'>,
): Step {
  const party = findParty(call, partyId)
  if (party === null || !isHere(party)) return endLeg(call, callSid)
  return setCallSid(call, party, callSid)
}

function setCallSid(call: ActiveCall, party: Party, callSid: string): Step {
  if (party.callSid !== null) return stay(call)
  const known = withParty(call, { ...party, callSid })
  const customer =
    party.partyId === CUSTOMER ? { ...known, customer: { ...call.customer, callSid } } : known
  return party.ending === null ? stay(customer) : endLeg(customer, callSid)
}

export function onRingFailed(
  call: ActiveCall,
  { partyId, failure }: EventOf<'ring-failed'>,
  at: number,
): Step {
  const party = findParty(call, partyId)
  if (party === null || party.status.kind !== 'ringing' || party.callSid !== null) {
    return stay(call)
  }
  return failure === 'unreachable'
    ? readUncertain(call, party, at)
    : removeParty(call, party, party.ending?.because ?? 'failed', at)
}

export function onLegStatus(
  call: ActiveCall,
  { partyId, callSid, status }: EventOf<'leg-status'>,
  at: number,
): Step {
  const party = findParty(call, partyId)
  if (party === null || !isHere(party)) return stay(call)
  if (party.callSid !== null && party.callSid !== callSid) return stay(call)
  if (status === 'ringing') return setCallSid(call, party, callSid)
  if (status === 'in-progress') return onAnswered(call, party, callSid, at)
  return removeParty(call, party, party.ending?.because ?? whyLeft(party, status), at)
}

function whyLeft(
  { status, identity }: Party,
  legStatus: Exclude<LegStatus, 'ringing' | 'in-progress'>,
): LeftBecause {
  if (status.kind === 'connected') return 'hung-up'
  switch (legStatus) {
    case 'busy':
      return identity === null ? 'busy' : 'declined'
    case 'failed':
      return 'failed'
    case 'no-answer':
    case 'canceled':
    case 'completed':
      return 'no-answer'
  }
}

/** Checks rings whose end was not reported, and ends legs again that did not end. */
export function onPartyOverdue(call: ActiveCall, party: Party, at: number): Step | null {
  const { status, ending, callSid, expectedUntil } = party
  const later = at + CONFIRM_TIMEOUT_MS
  if (ending !== null && at >= ending.deadline) {
    const again = withParty(call, { ...party, ending: { ...ending, deadline: later } })
    return endLeg(again, callSid)
  }
  if (expectedUntil !== null && at >= expectedUntil)
    return stay(withParty(call, { ...party, expectedUntil: null }))
  if (status.kind !== 'ringing' || ending !== null || at < status.checkAt) return null
  if (isMovingHere(party)) return stay(withUncertainty(call, party, later))
  // A lost report may have been the answer: Twilio is asked before anybody is hung up on.
  const unnamed = callSid === null
  const checkAt = unnamed || at >= status.deadline ? later : at + LOOK_MS
  const looked = { ...status, checkAt, uncertain: status.uncertain || unnamed }
  return stay(withParty(call, { ...party, status: looked }))
}
