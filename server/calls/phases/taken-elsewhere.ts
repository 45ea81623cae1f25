import type { CallEffect } from '../model/call-effect.ts'
import type { CallIn } from '../model/call.ts'
import { requeueCaller, stay } from '../model/step.ts'
import { returnToQueue, endReservedLeg } from '../model/reservation.ts'
import type { Step } from '../model/step.ts'

/*
 * Somebody with a Worker's token can accept a Reservation, take its caller out of the queue, or send them elsewhere.
 * Agents answer only at the desk: the caller gets a new place in the queue, and the Reservation ends.
 */
interface ReservationRef {
  readonly taskSid: string
  readonly reservationSid: string
}

/** Somebody other than the server has accepted the Reservation that rings a desk. */
export function onAcceptedElsewhere(call: CallIn<'reserved'>, taken: ReservationRef): Step {
  const { reservation } = call.phase
  if (taken.reservationSid !== reservation.reservationSid) return stay(call)
  return returnToQueue(
    call,
    reservation,
    'declined',
    ...endReservedLeg(reservation),
    ...requeueCaller(call),
    completeReservation(taken),
  )
}

/** A Reservation that had ended here: it was accepted before it could be rejected. */
export function onOldReservationAccepted(call: CallIn<'queued'>, taken: ReservationRef): Step {
  const { taskSid, reservationSid } = taken
  const accepted = call.tasks.some((task) => task.reservationSid === reservationSid)
  if (accepted || !call.spentReservations.includes(reservationSid)) return stay(call)
  // A caller who was queued again since then has another Task.
  const place = call.queueTasks.find((task) => task.taskSid === taskSid)
  const newest = place === undefined || place.queuing === call.queuings
  return { call, effects: [...(newest ? requeueCaller(call) : []), completeReservation(taken)] }
}

/** The caller has left their newest place in the queue, and we did not request it. */
export function onDequeuedElsewhere(call: CallIn<'queued' | 'reserved'>, queuing: number): Step {
  if (queuing !== call.queuings) return stay(call)
  const { phase } = call
  if (phase.kind === 'queued') return { call, effects: requeueCaller(call) }
  return returnToQueue(
    call,
    phase.reservation,
    'declined',
    ...endReservedLeg(phase.reservation),
    ...requeueCaller(call),
  )
}

function completeReservation({ taskSid, reservationSid }: ReservationRef): CallEffect {
  return { kind: 'complete-reservation', taskSid, reservationSid }
}
