import type { Reservation } from './phase.ts'
import type { CallEffect } from './call-effect.ts'
import type { Call } from './call.ts'
import { enterPhase } from './step.ts'
import type { Step } from './step.ts'

/** The Reservation ends without a conversation: the caller waits on, and the agent's history says why. */
export function returnToQueue(
  call: Call,
  reservation: Reservation,
  outcome: 'missed' | 'declined' | 'failed' | 'not-known-yet' | 'not-rung',
  ...effects: readonly CallEffect[]
): Step {
  const spent = {
    ...call,
    spentReservations: [...call.spentReservations, reservation.reservationSid],
  }
  const answered = outcome === 'not-known-yet' ? reservation : null
  const queued = {
    kind: 'queued',
    since: call.queuedAt,
    answered,
    requeueAt: null,
    requeueAttempts: 0,
  } as const
  // A desk that was not rung has no history.
  if (outcome === 'not-known-yet' || outcome === 'not-rung')
    return enterPhase(spent, queued, ...effects)
  return enterPhase(spent, queued, ...effects, writeReservationHistory(reservation, outcome))
}

export function writeReservationHistory(
  reservation: Reservation,
  outcome: 'missed' | 'declined' | 'failed' | 'abandoned',
): CallEffect {
  return {
    kind: 'write-history',
    entry: {
      entryId: reservation.leg.partyId,
      identity: reservation.leg.identity,
      startedAt: reservation.since,
      talkedSeconds: 0,
      outcome,
    },
  }
}

/** Ends the leg of the Reservation if it is known; a leg that is still being created is ended when it appears. */
export function endReservedLeg(reservation: Reservation): readonly CallEffect[] {
  return reservation.leg.callSid === null
    ? []
    : [{ kind: 'end-leg', callSid: reservation.leg.callSid }]
}
