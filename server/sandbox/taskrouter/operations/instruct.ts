import { badRequest } from '../../http/rest-error.ts'
import type { Context } from '../engine/context.ts'
import { assertReservationMove } from '../engine/guards.ts'
import type { Instructions } from '../engine/instructions.ts'
import { accept, reject } from '../engine/outcomes.ts'
import type { Reservation } from '../model/work.ts'
import { named } from './found.ts'
import type { Params } from './params.ts'

/** The instructions that ring a Worker or move the caller. */
const VOICE = ['conference', 'dequeue', 'call', 'redirect'] as const

/**
 * Carries out an instruction, of REST, of the Worker SDK or of an assignment callback. Throws RestError when it cannot:
 * 40151 for one that does not exist. Docs: taskrouter/api/reservations#action-update, api/errors/40151.
 */
export function instruct(
  context: Context,
  instructions: Instructions,
  reservation: Reservation,
  params: Params & { readonly Instruction: string },
): void {
  const instruction = params.Instruction.toLowerCase()
  const voice = VOICE.find((each) => each === instruction)
  if (instruction === 'accept') {
    assertReservationMove(context, reservation, 'accepted')
    accept(context, reservation.sid)
  } else if (instruction === 'reject') {
    const activitySid = activityParam(context, params, 'WorkerActivitySid')
    assertReservationMove(context, reservation, 'rejected')
    reject(context, reservation.sid, activitySid)
  } else if (instruction === 'supervise') {
    instructions.supervise(reservation, params)
  } else if (voice === undefined) {
    throw badRequest(`Instruction ${params.Instruction} is not supported`, 40151)
  } else {
    activityParam(context, params, 'PostWorkActivitySid')
    activityParam(context, params, 'DequeuePostWorkActivitySid')
    assertReservationMove(context, reservation, 'accepted')
    if (reservation.onHold) throw badRequest(`Reservation ${reservation.sid} is being set up`)
    if (voice === 'conference') instructions.start(reservation, params)
    else instructions[voice](reservation, params)
  }
}

/** The Activity that a parameter names; null when it is absent or empty, 400 when there is no such one. */
export function activityParam(context: Context, params: Params, name: string): string | null {
  const sid = params[name]
  if (sid === undefined || sid === null || sid === '') return null
  return named(context.store.activities, String(sid), name).sid
}
