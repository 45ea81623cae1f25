import type { EventFor, EventOf } from '../model/event-owner.ts'
import { backOffMs } from '../model/back-off.ts'
import type { CallEffect } from '../model/call-effect.ts'
import type { Reading } from '../model/call-event.ts'
import { isIn, getLeg, getParties } from '../model/call.ts'
import type { Call, CallIn } from '../model/call.ts'
import { isHere, hasFailedToArrive, CUSTOMER } from '../model/party.ts'
import type { Party } from '../model/party.ts'
import {
  endLeg,
  endLegs,
  identifyParty,
  isOver,
  readCall,
  stay,
  isDoneWith,
} from '../model/step.ts'
import type { Step } from '../model/step.ts'

/** The call has ended. Requests that were still under way are cleaned up. */
export function handleEnded(call: CallIn<'ended'>, event: EventFor<'ended'>, at: number): Step {
  switch (event.kind) {
    case 'ring-created':
      return endLeg(call, event.callSid)
    case 'hang-up-failed':
      return stay(withLegsToEnd(call, call.endedLegs, at))
    case 'call-read':
      return endAllLegs(call, event.reading)
  }
}

type LegReport = EventOf<'leg-status' | 'participant-joined'>

/**
 * A leg that should not exist: of a party who has left, or of a ring that was reported as failed. It must not ring on
 * or listen, so it is ended. Null for legs that belong to the call.
 */
export function endStrayLeg(call: Call, event: LegReport): Step | null {
  const found = findLegUp(event)
  if (found === null) return null
  const { phase } = call
  if (phase.kind === 'placing' || phase.kind === 'joining' || phase.kind === 'dialing') return null
  if (found.partyId === CUSTOMER && (phase.kind !== 'ended' || hasCustomerMovedOn(phase)))
    return null
  if (getPresentPartyIds(call).includes(found.partyId)) return null
  // A leg that has replaced an older one has its own label.
  if (getParties(phase).some((each) => each.callSid === found.callSid && isHere(each))) return null
  const known = getParties(phase).find(({ partyId }) => partyId === found.partyId)
  if (phase.kind === 'active' && known !== undefined && hasFailedToArrive(known)) return null
  return isDoneWith(call, found.callSid) ? stay(call) : endLeg(call, found.callSid)
}

/** The customer went on in another call: late reports of their leg are not about this one. */
export function hasCustomerMovedOn(phase: Call['phase']): boolean {
  return phase.kind === 'ended' && phase.reason === 'transferred'
}

/** Ends the legs of everybody who is found where nobody should be: legs whose SIDs we never learned. */
export function endAllLegs(call: Call, { participants }: Reading): Step {
  const legs = (participants ?? [])
    .filter(({ participant }) => identifyParty(call, participant) !== 'customer')
    .map(({ participant }) => participant.callSid)
  const open = legs.filter((callSid) => !isDoneWith(call, callSid))
  return endLegs(call, open)
}

/** A ring whose answer is still missing may have made a leg that we do not know yet. */
export function readIfLegUnknown(
  call: Pick<Call, 'requestCount'>,
  parties: readonly Party[],
): readonly CallEffect[] {
  const unnamed = parties.some(
    ({ callSid, status }) => callSid === null && status.kind === 'ringing',
  )
  return unnamed ? [readCall(call)] : []
}

/** Legs that could not be ended are ended again later. */
export function withLegsToEnd(call: Call, legs: readonly string[], at: number): Call {
  const all = new Set([...(call.legsToEnd?.legs ?? []), ...legs])
  if (all.size === 0) return call
  const attempts = call.legsToEnd?.attempts ?? 0
  const deadline = at + backOffMs(call.callId, attempts)
  return { ...call, legsToEnd: { legs: [...all], deadline, attempts } }
}

export function endRemainingLegs(call: Call, at: number): Step {
  const { legsToEnd } = call
  if (legsToEnd === null || legsToEnd.deadline === null || at < legsToEnd.deadline) {
    return stay(call)
  }
  const attempts = legsToEnd.attempts + 1
  return endLegs({ ...call, legsToEnd: { legs: [], deadline: null, attempts } }, legsToEnd.legs)
}

function findLegUp(
  event: LegReport,
): { readonly partyId: string; readonly callSid: string } | null {
  if (event.kind === 'leg-status') return isOver(event.status) ? null : event
  const { label, callSid } = event.participant
  return label === null ? null : { partyId: label, callSid }
}

function getPresentPartyIds(call: Call): readonly string[] {
  if (isIn(call, 'active')) return call.phase.parties.filter(isHere).map(({ partyId }) => partyId)
  const leg = getLeg(call.phase)
  return leg === null ? [] : [leg.partyId]
}
