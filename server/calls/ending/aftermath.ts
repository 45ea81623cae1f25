import { assertNever } from '../../contract/assert-never.ts'
import { CONVERSATION_EVENTS, QUEUE_EVENTS, isOneOf } from '../model/event-owner.ts'
import type { EventOwnedBy, PhaseEvent } from '../model/event-owner.ts'
import { backOffMs } from '../model/back-off.ts'
import type { CallEffect } from '../model/call-effect.ts'
import type { Reading } from '../model/call-event.ts'
import { isIn, getLeg, getParties } from '../model/call.ts'
import type { Call, CallIn } from '../model/call.ts'
import { isHere, hasFailedToArrive, CUSTOMER } from '../model/party.ts'
import type { Party } from '../model/party.ts'
import { chain, endLeg, stay } from '../model/step.ts'
import type { Step } from '../model/step.ts'

const IGNORED = [
  ...CONVERSATION_EVENTS,
  ...QUEUE_EVENTS,
  'requeue-failed',
  'accept-succeeded',
  'accept-failed',
  'ring-failed',
  'leg-status',
  'participant-joined',
  'participant-left',
  'conference-ended',
  'move-failed',
  'customer-left',
  'device-connected',
  'hang-up-requested',
  'tick',
] as const

/** The call has ended. Requests that were still under way are cleaned up. */
export function handleEnded(call: CallIn<'ended'>, event: PhaseEvent, at: number): Step {
  switch (event.kind) {
    case 'ring-created':
      return endLeg(call, event.callSid)
    case 'hang-up-failed':
      return stay(withLegsToEnd(call, call.endedLegs, at))
    case 'call-read':
      return endAllLegs(call, event.reading)
    default:
      return isOneOf(event, IGNORED) ? stay(call) : assertNever(event)
  }
}

/**
 * A leg that should not exist: of a party who has left, or of a ring that was reported as failed. It must not ring on or listen,
 * so it is ended. Null for legs that belong to the call.
 */
export function endStrayLeg(call: Call, event: EventOwnedBy<'leg'>): Step | null {
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
  return call.endedLegs.includes(found.callSid) ? stay(call) : endLeg(call, found.callSid)
}

/** The customer went on in another call: late reports of their leg are not about this one. */
export function hasCustomerMovedOn(phase: Call['phase']): boolean {
  return phase.kind === 'ended' && phase.reason === 'transferred'
}

/** Ends the legs of everybody who is found where nobody should be: legs whose SIDs we never learned. */
export function endAllLegs(call: Call, { participants }: Reading): Step {
  let step: Step = stay(call)
  for (const { who } of participants ?? []) {
    const ours = who.label !== CUSTOMER && who.callSid !== call.customer.callSid
    const isEnded = call.endedLegs.includes(who.callSid)
    if (ours && !isEnded) step = chain(step, (next) => endLeg(next, who.callSid))
  }
  return step
}

/** A ring whose answer is still missing may have made a leg that we do not know yet. */
export function readIfLegUnknown(
  call: Pick<Call, 'requestCount'>,
  parties: readonly Party[],
): readonly CallEffect[] {
  const unnamed = parties.some(
    ({ callSid, status }) => callSid === null && status.kind === 'ringing',
  )
  return unnamed ? [{ kind: 'read-call', asOfRequest: call.requestCount }] : []
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
  let step: Step = stay({ ...call, legsToEnd: { legs: [], deadline: null, attempts } })
  for (const callSid of legsToEnd.legs) step = chain(step, (next) => endLeg(next, callSid))
  return step
}

function findLegUp(
  event: EventOwnedBy<'leg'>,
): { readonly partyId: string; readonly callSid: string } | null {
  if (event.kind === 'leg-status') {
    const up = event.status === 'ringing' || event.status === 'in-progress'
    return up ? { partyId: event.partyId, callSid: event.callSid } : null
  }
  if (event.who.label === null) return null
  return { partyId: event.who.label, callSid: event.who.callSid }
}

function getPresentPartyIds(call: Call): readonly string[] {
  if (isIn(call, 'active')) return call.phase.parties.filter(isHere).map(({ partyId }) => partyId)
  const leg = getLeg(call.phase)
  return leg === null ? [] : [leg.partyId]
}
