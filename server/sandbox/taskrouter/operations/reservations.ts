import { z } from 'zod'
import { badRequest } from '../../http/rest-error.ts'
import type { Conferences } from '../engine/conference.ts'
import type { Context } from '../engine/context.ts'
import { assertMatch, assertReservationMove } from '../engine/guards.ts'
import { accept, complete, reject, wrap } from '../engine/outcomes.ts'
import { known } from '../model/store.ts'
import { isActive, type Reservation } from '../model/work.ts'
import { named } from './found.ts'
import { flag, readParams, text, type Params } from './params.ts'

const schema = z.object({
  ReservationStatus: z.enum(['accepted', 'rejected', 'wrapping', 'completed']).optional(),
  Instruction: text.optional(),
})

/**
 * POST …/Reservations/WR…: a new status, or an instruction (`accept`, `reject` or `conference`; the others are not
 * there, 40151). Docs: taskrouter/api/reservations#action-update, api/errors/40151.
 */
export function updateReservation(
  context: Context,
  conferences: Conferences,
  reservation: Reservation,
  params: Params,
  ifMatch: string | undefined,
): Reservation {
  const given = readParams(schema, params)
  assertMatch(reservation, ifMatch)
  if (given.Instruction !== undefined) {
    instruct(context, conferences, reservation, { ...params, Instruction: given.Instruction })
  } else if (given.ReservationStatus !== undefined) {
    const activitySid = activityParam(context, params, 'WorkerActivitySid')
    moveTo(context, reservation, given.ReservationStatus, activitySid)
  }
  return known(context.store.reservations, reservation.sid)
}

/** Carries out an instruction on a pending Reservation. Throws RestError when it cannot. */
export function instruct(
  context: Context,
  conferences: Conferences,
  reservation: Reservation,
  params: Params & { readonly Instruction: string },
): void {
  switch (params.Instruction.toLowerCase()) {
    case 'accept':
      moveTo(context, reservation, 'accepted', null)
      return
    case 'reject': {
      const activitySid = activityParam(context, params, 'WorkerActivitySid')
      moveTo(context, reservation, 'rejected', activitySid)
      return
    }
    case 'conference':
      activityParam(context, params, 'PostWorkActivitySid')
      assertReservationMove(context, reservation, 'accepted')
      if (reservation.onHold) throw badRequest(`Reservation ${reservation.sid} is being set up`)
      conferences.start(reservation, params)
      return
    default:
      throw badRequest(`Instruction ${params.Instruction} is not supported`, 40151)
  }
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

/** The Activity that a parameter names; null when it is absent or empty, 400 when there is no such one. */
function activityParam(context: Context, params: Params, name: string): string | null {
  const sid = params[name]
  if (sid === undefined || sid === null || sid === '') return null
  return named(context.store.activities, String(sid), name).sid
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
