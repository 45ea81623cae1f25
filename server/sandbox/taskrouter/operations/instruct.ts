import { badRequest } from '../../http/rest-error.ts'
import type { Context } from '../engine/context.ts'
import { assertReservationMove } from '../engine/guards.ts'
import {
  CALL_CODES,
  CONFERENCE_CODES,
  DEQUEUE_CODES,
  INVALID_INSTRUCTION,
  REDIRECT_CODES,
  REJECT_CODES,
} from '../calls/instruction-codes.ts'
import { accept, complete, reject, wrap } from '../engine/outcomes.ts'
import type { WorkCalls } from '../calls/work-calls.ts'
import type { Reservation } from '../model/work.ts'
import type { Params } from './params.ts'

type Instruction = Params & { readonly Instruction: string }

/** Carries out an instruction: on a pending Reservation, `supervise` on an accepted one. Throws RestError when it cannot. */
export function instruct(
  context: Context,
  calls: WorkCalls,
  reservation: Reservation,
  params: Instruction,
): void {
  switch (params.Instruction.toLowerCase()) {
    case 'accept':
      return moveTo(context, reservation, 'accepted', null)
    case 'reject': {
      const to = activityParam(context, params, 'WorkerActivitySid', REJECT_CODES.activity)
      return moveTo(context, reservation, 'rejected', to)
    }
    case 'conference':
      activityParam(context, params, 'PostWorkActivitySid', CONFERENCE_CODES.activity)
      assertFree(context, reservation)
      return calls.conferences.start(reservation, params)
    case 'supervise':
      return calls.participants.supervise(reservation, params)
    case 'dequeue':
      assertNotTransferred(reservation, params)
      for (const name of ['PostWorkActivitySid', 'DequeuePostWorkActivitySid']) {
        activityParam(context, params, name, DEQUEUE_CODES.activity)
      }
      assertFree(context, reservation, DEQUEUE_CODES.notPending)
      return calls.instructions.dequeue(reservation, params)
    case 'call':
      assertNotTransferred(reservation, params)
      assertFree(context, reservation, CALL_CODES.notPending)
      return calls.instructions.call(reservation, params)
    case 'redirect':
      assertNotTransferred(reservation, params)
      assertFree(context, reservation, REDIRECT_CODES.notPending)
      return calls.instructions.redirect(reservation, params)
    default: {
      const message = `Instruction ${params.Instruction} is not supported`
      throw badRequest(message, INVALID_INSTRUCTION)
    }
  }
}

function assertNotTransferred({ transferSid }: Reservation, params: Instruction): void {
  if (transferSid === null) return
  const message = `Instruction ${params.Instruction} is not acceptable for transferred tasks`
  throw badRequest(message, INVALID_INSTRUCTION)
}

/** 400 unless the Reservation is pending and no call rings for it. */
function assertFree(context: Context, reservation: Reservation, code?: number): void {
  assertReservationMove(context, reservation, 'accepted', code)
  if (reservation.onHold) throw badRequest(`Reservation ${reservation.sid} is being set up`, code)
}

/**
 * The Activity that a parameter names; null when it is absent or empty, 400 when there is no such one, with the
 * instruction's `code`.
 */
export function activityParam(
  context: Context,
  params: Params,
  name: string,
  code?: number,
): string | null {
  const sid = params[name]
  if (sid === undefined || sid === null || sid === '') return null
  if (context.store.activities.has(String(sid))) return String(sid)
  throw badRequest(`Invalid parameter ${name}: no such SID ${String(sid)}`, code)
}

/** Moves a Reservation; 400 when it cannot go there. */
export function moveTo(
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
