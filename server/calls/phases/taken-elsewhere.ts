import type { CallEffect } from '../model/call-effect.ts'
import type { CallIn } from '../model/call.ts'
import type { Reservation } from '../model/phase.ts'
import { chain, stay } from '../model/step.ts'
import { returnToQueue, endReservedLeg } from '../model/reservation.ts'
import type { Step } from '../model/step.ts'
import { createQueueTask } from '../tasks/tasks.ts'

/*
 * Somebody with a Worker's token can accept a Reservation. Agents answer only at the desk: the customer gets a new
 * Task, and the Reservation ends.
 */
type ReservationRef = Pick<Reservation, 'taskSid' | 'reservationSid'>

/** Somebody other than the server has accepted the Reservation that rings a desk. */
export function onAcceptedElsewhere(call: CallIn<'reserved'>, taken: ReservationRef): Step {
  const { reservation } = call.phase
  if (taken.reservationSid !== reservation.reservationSid) return stay(call)
  const ended = [...endReservedLeg(reservation), completeReservation(taken)]
  return chain(returnToQueue(call, reservation, 'declined', ...ended), createQueueTask)
}

/** A Reservation that had ended here: it was accepted before it could be rejected. */
export function onOldReservationAccepted(call: CallIn<'queued'>, taken: ReservationRef): Step {
  const { taskSid, reservationSid } = taken
  const accepted = call.tasks.some((task) => task.reservationSid === reservationSid)
  if (accepted || !call.spentReservations.includes(reservationSid)) return stay(call)
  // A customer who was queued again since then has another Task.
  const place = call.queueTasks.find((task) => task.taskSid === taskSid)
  const newest = place === undefined || place.queuing === call.queuings
  const ended = { call, effects: [completeReservation(taken)] }
  return newest ? chain(ended, createQueueTask) : ended
}

function completeReservation({ taskSid, reservationSid }: ReservationRef): CallEffect {
  return { kind: 'complete-reservation', taskSid, reservationSid }
}
