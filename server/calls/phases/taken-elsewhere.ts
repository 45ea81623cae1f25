import type { CallEffect } from '../model/call-effect.ts'
import { isIn } from '../model/call.ts'
import type { CallIn } from '../model/call.ts'
import type { Reservation } from '../model/phase.ts'
import { requeueCaller, stay } from '../model/step.ts'
import { returnToQueue, endReservedLeg } from '../model/reservation.ts'
import type { Step } from '../model/step.ts'

/*
 * Somebody with a Worker's token can accept a Reservation, take its caller out of the queue, or send them elsewhere.
 * Agents answer only at the desk: the caller gets a new place in the queue, and the Reservation ends.
 */
type ReservationRef = Pick<Reservation, 'taskSid' | 'reservationSid'>

/** Somebody other than the server has accepted the Reservation that rings a desk. */
export function onAcceptedElsewhere(call: CallIn<'reserved'>, taken: ReservationRef): Step {
  if (taken.reservationSid !== call.phase.reservation.reservationSid) return stay(call)
  return requeue(call, completeReservation(taken))
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
  return isIn(call, 'reserved') ? requeue(call) : { call, effects: requeueCaller(call) }
}

function requeue(call: CallIn<'reserved'>, ...effects: readonly CallEffect[]): Step {
  const { reservation } = call.phase
  const ended = [...endReservedLeg(reservation), ...requeueCaller(call), ...effects]
  return returnToQueue(call, reservation, 'declined', ...ended)
}

function completeReservation({ taskSid, reservationSid }: ReservationRef): CallEffect {
  return { kind: 'complete-reservation', taskSid, reservationSid }
}
