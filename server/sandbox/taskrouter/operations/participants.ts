import { z } from 'zod'
import { badRequest } from '../../http/rest-error.ts'
import type { Context } from '../engine/context.ts'
import type { Instructions } from '../engine/instructions.ts'
import { reservationsOfTask } from '../model/store.ts'
import type { Reservation, Task } from '../model/work.ts'
import { named } from './found.ts'
import { flag, readParams, text, type Params } from './params.ts'

const hold = {
  TaskSid: text,
  Hold: flag.optional(),
  HoldUrl: text.nullish(),
  HoldMethod: z.enum(['GET', 'POST']).nullish(),
}
const customer = z.object(hold)
const target = z.object({ ...hold, TargetWorkerSid: text })
const own = z.object({
  ReservationSid: text,
  EndConferenceOnExit: flag.optional(),
  Mute: flag.optional(),
  BeepOnExit: flag.optional(),
})

/** `task.updateParticipant()` of the Worker SDK: holds the customer, or ends the hold. */
export function updateCustomerParticipant(
  context: Context,
  instructions: Instructions,
  params: Params,
): Task {
  const given = readParams(customer, params)
  const task = named(context.store.tasks, given.TaskSid, 'TaskSid')
  if (!instructions.updateCustomer(task.sid, changesOf(given))) throw notThere(task.sid)
  return task
}

/** `reservation.updateParticipant()` of the Worker SDK: the Worker's own part in the Conference. */
export function updateWorkerParticipant(
  context: Context,
  instructions: Instructions,
  params: Params,
): Reservation {
  const given = readParams(own, params)
  const reservation = named(context.store.reservations, given.ReservationSid, 'ReservationSid')
  if (given.BeepOnExit === true) throw badRequest('BeepOnExit is not supported')
  const changes = {
    ...(given.Mute === undefined ? {} : { muted: given.Mute }),
    ...(given.EndConferenceOnExit === undefined
      ? {}
      : { endConferenceOnExit: given.EndConferenceOnExit }),
  }
  if (!instructions.updateWorker(reservation.sid, changes)) throw notThere(reservation.taskSid)
  return reservation
}

/** `task.hold(workerSid, hold)` of the Worker SDK: another Worker in the same Conference. */
export function holdWorkerParticipant(
  context: Context,
  instructions: Instructions,
  params: Params,
): Task {
  const given = readParams(target, params)
  const task = named(context.store.tasks, given.TaskSid, 'TaskSid')
  const theirs = talking(context, task.sid, given.TargetWorkerSid)
  if (!instructions.updateWorker(theirs.sid, changesOf(given))) throw notThere(task.sid)
  return task
}

/** `task.kick(workerSid)` of the Worker SDK. */
export function kickWorkerParticipant(
  context: Context,
  instructions: Instructions,
  params: Params,
): Task {
  const given = readParams(target, params)
  const task = named(context.store.tasks, given.TaskSid, 'TaskSid')
  const theirs = talking(context, task.sid, given.TargetWorkerSid)
  if (!instructions.removeWorker(theirs.sid)) throw notThere(task.sid)
  return task
}

function changesOf(given: z.infer<typeof customer>) {
  if (given.Hold === undefined) return {}
  const url = given.HoldUrl ?? null
  return { hold: given.Hold ? { url, method: given.HoldMethod ?? ('GET' as const) } : null }
}

function talking({ store }: Context, taskSid: string, workerSid: string): Reservation {
  const reservation = reservationsOfTask(store, taskSid).find(
    (each) => each.workerSid === workerSid && each.status === 'accepted',
  )
  if (reservation === undefined)
    throw badRequest(`Worker ${workerSid} does not have task ${taskSid}`)
  return reservation
}

function notThere(taskSid: string) {
  return badRequest(`The conference of task ${taskSid} has no such participant`)
}
