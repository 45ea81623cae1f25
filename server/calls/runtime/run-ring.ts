import { isOver } from '../../twilio/call-status.ts'
import type { TwilioFailure } from '../../twilio/gateway.ts'
import type { CallEvent } from '../model/call-event.ts'
import { isIn, getParties } from '../model/call.ts'
import type { Call } from '../model/call.ts'
import { nameConference } from '../model/place.ts'
import { postponeUnlessFinal, toEffectFailure } from './postponed.ts'
import type { Postponed } from './postponed.ts'
import type { EffectDeps } from './effect-deps.ts'
import { describeRing } from './how-to-ring.ts'
import type { Ring } from './how-to-ring.ts'

/** How often a ring is tried while a person waits on the telephone, before that person is told. */
export const TRIES = 4

/**
 * Creates a leg. After an attempt whose answer was lost it first looks for the leg, so that nobody is rung twice. A
 * queue's agent is tried as long as the Reservation lives: a ring that Twilio does not create is not the agent's
 * fault.
 */
export async function runRing(
  deps: EffectDeps,
  call: Call,
  effect: Ring,
  attempts: number,
): Promise<CallEvent | Postponed | null> {
  const urls = deps.urls()
  const { callId, place } = call
  const conference = { sid: call.conferenceSid, name: nameConference(callId, place) }
  const { partyId, ...how } = describeRing(call, effect, deps.callerIds)
  if (attempts > 0) {
    const found = await deps.gateway.findLeg({ conference, label: partyId })
    if (!found.ok) return onRingFailed(deps, effect, partyId, found.failure, attempts)
    if (found.value !== null) return { kind: 'ring-created', partyId, place, ...found.value }
  }
  if (!isRingWanted(call, effect)) return null
  const request = {
    label: partyId,
    legStatusUrl: urls.legStatus(callId, partyId),
    conferenceStatusUrl: urls.conferenceStatus(callId, place),
    ...how,
  }
  const rung = await deps.gateway.ring({ ...request, conference })
  if (rung.ok) return { kind: 'ring-created', partyId, place, ...rung.value }
  if (rung.failure.kind !== 'gone' || conference.sid === null)
    return onRingFailed(deps, effect, partyId, rung.failure, attempts)
  // Twilio may refuse the SID of a Conference that has not started: only the customer's own leg says that they have gone.
  const { callSid } = call.customer
  const customer = callSid === null ? null : await deps.gateway.callStatus(callSid)
  if (customer?.ok === true && isOver(customer.value)) return { kind: 'customer-left' }
  const again = await deps.gateway.ring({ ...request, conference: { ...conference, sid: null } })
  if (again.ok) return { kind: 'ring-created', partyId, place, ...again.value }
  return onRingFailed(deps, effect, partyId, again.failure, attempts)
}

function onRingFailed(
  deps: EffectDeps,
  effect: Ring,
  partyId: string,
  failure: TwilioFailure,
  attempts: number,
): CallEvent | Postponed {
  deps.log.warn({ effect: effect.kind, attempts, failure }, 'not rung')
  const again = postponeUnlessFinal(failure)
  if (again !== null && (effect.kind === 'ring-agent' || attempts + 1 < TRIES)) return again
  return { kind: 'ring-failed', partyId, failure: toEffectFailure(failure) }
}

/** Whether the leg is still needed: the call may have changed since, or a callback may have named the leg. */
export function isRingWanted(call: Call, effect: Ring): boolean {
  switch (effect.kind) {
    case 'ring-agent': {
      if (!isIn(call, 'reserved')) return false
      const { leg } = call.phase.reservation
      return leg.partyId === effect.leg.partyId && leg.callSid === null
    }
    case 'ring-customer':
      return isIn(call, 'dialing') && call.customer.callSid === null
    case 'ring-party':
      return getParties(call.phase).some(
        ({ partyId, status, ending, callSid }) =>
          partyId === effect.party.partyId &&
          status.kind === 'ringing' &&
          ending === null &&
          callSid === null,
      )
  }
}
