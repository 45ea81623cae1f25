import type { Reservation } from './phase.ts'
import { writeUnmetHistory } from './call-effect.ts'
import type { CallEffect } from './call-effect.ts'
import { createQueuedPhase } from './call.ts'
import type { Call } from './call.ts'
import { enterPhase } from './step.ts'
import type { Step } from './step.ts'

type EndedReservation = Pick<Reservation, 'reservationSid' | 'leg' | 'since'>

/**
 * The Reservation ends without a conversation: the caller waits on, and the agent's history says why. A desk that was
 * not rung has no history.
 */
export function returnToQueue(
  call: Call,
  reservation: EndedReservation,
  outcome: 'missed' | 'declined' | 'not-rung',
  ...effects: readonly CallEffect[]
): Step {
  const history = outcome === 'not-rung' ? [] : [writeReservationHistory(reservation, outcome)]
  return enterPhase(
    withReservationSpent(call, reservation),
    createQueuedPhase(call.queuedAt, true),
    ...effects,
    ...history,
  )
}

/** A late report of the Reservation rings no desk again. */
export function withReservationSpent(call: Call, { reservationSid }: EndedReservation): Call {
  return { ...call, spentReservations: [...call.spentReservations, reservationSid] }
}

export function writeReservationHistory(
  { leg, since }: EndedReservation,
  outcome: 'missed' | 'declined' | 'abandoned',
): CallEffect {
  const { partyId: entryId, identity } = leg
  return writeUnmetHistory({ entryId, identity, startedAt: since, outcome })
}

/** Ends the leg of the Reservation if it is known; a leg that is still being created is ended when it appears. */
export function endReservedLeg({ leg }: Reservation): readonly CallEffect[] {
  return leg.callSid === null ? [] : [{ kind: 'end-leg', callSid: leg.callSid }]
}

export function acceptReservation({ taskSid, reservationSid }: Reservation): CallEffect {
  return { kind: 'accept-reservation', taskSid, reservationSid }
}
