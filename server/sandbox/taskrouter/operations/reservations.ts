import { z } from 'zod'
import { badRequest } from '../../http/rest-error.ts'
import type { WorkCalls } from '../engine/work-calls.ts'
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
  return known(context.store.reservations, reservation.sid)
}

/** Carries out an instruction: on a pending Reservation, `supervise` on an accepted one. Throws RestError when it cannot. */
export function instruct(
  context: Context,
  calls: WorkCalls,
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
      assertFree(context, reservation)
      calls.conferences.start(reservation, params)
      return
    case 'supervise':
      calls.participants.supervise(reservation, params)
      return
    case 'dequeue':
    case 'call':
    case 'redirect':
      instructCall(context, calls, reservation, params)
      return
    default:
      throw badRequest(`Instruction ${params.Instruction} is not supported`, INVALID_INSTRUCTION)
  }
}

/** Docs: api/errors/40151. */
const INVALID_INSTRUCTION = 40151

function instructCall(
  context: Context,
  calls: WorkCalls,
  reservation: Reservation,
  params: Params & { readonly Instruction: string },
): void {
  const { Instruction } = params
  if (reservation.transferSid !== null) {
    throw badRequest(
      `Instruction ${Instruction} is not acceptable for transferred tasks`,
      INVALID_INSTRUCTION,
    )
  }
  for (const name of ['PostWorkActivitySid', 'DequeuePostWorkActivitySid']) {
    activityParam(context, params, name)
  }
  assertFree(context, reservation)
  const instruction = Instruction.toLowerCase()
  if (instruction === 'dequeue') calls.instructions.dequeue(reservation, params)
  else if (instruction === 'call') calls.instructions.call(reservation, params)
  else calls.instructions.redirect(reservation, params)
}

/** 400 unless the Reservation is pending and nobody is being rung for it. */
function assertFree(context: Context, reservation: Reservation): void {
  assertReservationMove(context, reservation, 'accepted')
  if (reservation.onHold) throw badRequest(`Reservation ${reservation.sid} is being set up`)
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
