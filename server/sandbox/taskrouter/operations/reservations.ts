import { z } from 'zod'
import type { WorkCalls } from '../calls/work-calls.ts'
import type { Context } from '../engine/context.ts'
import { assertMatch } from '../engine/guards.ts'
import { recordOf } from '../model/store.ts'
import { isActive, type Reservation } from '../model/work.ts'
import { activityParam, instruct, moveTo } from './instruct.ts'
import { flag, readParams, text, type Params } from './params.ts'

const schema = z.object({
  ReservationStatus: z.enum(['accepted', 'rejected', 'wrapping', 'completed']).optional(),
  Instruction: text.optional(),
})

/**
 * POST …/Reservations/WR…: a new status, or an instruction. Docs: taskrouter/api/reservations#action-update,
 * api/errors/40151.
 */
export function updateReservation(
  context: Context,
  calls: WorkCalls,
  reservation: Reservation,
  params: Params,
  ifMatch: string | undefined,
): Reservation {
  const given = readParams(schema, params)
  assertMatch(reservation, ifMatch)
  if (given.Instruction !== undefined) {
    instruct(context, calls, reservation, { ...params, Instruction: given.Instruction })
  } else if (given.ReservationStatus !== undefined) {
    const activitySid = activityParam(context, params, 'WorkerActivitySid')
    moveTo(context, reservation, given.ReservationStatus, activitySid)
  }
  return recordOf(context.store.reservations, reservation.sid)
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
