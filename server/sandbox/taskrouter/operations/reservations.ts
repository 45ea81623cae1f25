import { z } from 'zod'
import type { Instructions } from '../engine/instructions.ts'
import type { Context } from '../engine/context.ts'
import { assertMatch, assertReservationMove } from '../engine/guards.ts'
import { accept, complete, reject, wrap } from '../engine/outcomes.ts'
import { known } from '../model/store.ts'
import { isActive, type Reservation } from '../model/work.ts'
import { activityParam, instruct } from './instruct.ts'
import { flag, readParams, text, type Params } from './params.ts'

const schema = z.object({
  ReservationStatus: z.enum(['accepted', 'rejected', 'wrapping', 'completed']).optional(),
  Instruction: text.optional(),
})

/**
 * POST …/Reservations/WR…: a new status, or an instruction.
 * Docs: taskrouter/api/reservations#action-update.
 */
export function updateReservation(
  context: Context,
  instructions: Instructions,
  reservation: Reservation,
  params: Params,
  ifMatch: string | undefined,
): Reservation {
  const given = readParams(schema, params)
  assertMatch(reservation, ifMatch)
  if (given.Instruction !== undefined) {
    instruct(context, instructions, reservation, { ...params, Instruction: given.Instruction })
  } else if (given.ReservationStatus !== undefined) {
    const activitySid = activityParam(context, params, 'WorkerActivitySid')
    moveTo(context, reservation, given.ReservationStatus, activitySid)
  }
  return known(context.store.reservations, reservation.sid)
}

const filters = z.object({
  ReservationStatus: text.optional(),
  WorkerSid: text.optional(),
  Active: flag.optional(),
})

/** Filters a Task's or a Worker's Reservations; `Active` is the Worker SDK's: pending, accepted or wrapping. */
export function filterReservations(
  reservations: readonly Reservation[],
  params: Params,
): readonly Reservation[] {
  const given = readParams(filters, params)
  return reservations.filter(
    (each) =>
      (given.ReservationStatus ?? each.status) === each.status &&
      (given.WorkerSid ?? each.workerSid) === each.workerSid &&
      (given.Active ?? isActive(each)) === isActive(each),
  )
}

function moveTo(
  context: Context,
  reservation: Reservation,
  status: 'accepted' | 'rejected' | 'wrapping' | 'completed',
  activitySid: string | null,
): void {
  assertReservationMove(context, reservation, status)
  if (status === 'accepted') accept(context, reservation.sid)
  else if (status === 'rejected') reject(context, reservation.sid, activitySid)
  else if (status === 'wrapping') wrap(context, reservation.sid)
  else complete(context, reservation.sid)
}
