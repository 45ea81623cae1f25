import { z } from 'zod'
import { badRequest } from '../../http/rest-error.ts'
import type { Instructions } from '../engine/instructions.ts'
import type { Context } from '../engine/context.ts'
import { startTransfer } from '../engine/transfer-start.ts'
import { cancelTransfer } from '../engine/transfer-end.ts'
import { activeTransferOf, activityOf, known } from '../model/store.ts'
import type { Transfer } from '../model/transfer.ts'
import type { Reservation } from '../model/work.ts'
import { named } from './found.ts'
import { attributes, readParams, text, whole, type Params } from './params.ts'

const newTransfer = z.object({
  ReservationSid: text,
  TaskSid: text,
  To: text,
  Mode: z.enum(['WARM', 'COLD']).default('WARM'),
  Priority: whole.pipe(z.number().nonnegative()).nullish(),
  Attributes: attributes.nullish(),
})

/**
 * POST …/Workers/WK…/Transfers: `task.transfer(to, options)` of the Worker SDK, to a Worker, a TaskQueue or a Workflow.
 * A conference's customer is put on hold. Docs: twilio.github.io/twilio-taskrouter.js/Task#transfer.
 */
export function createTransfer(
  context: Context,
  instructions: Instructions,
  workerSid: string,
  params: Params,
): Transfer {
  const given = readParams(newTransfer, params)
  const reservation = named(context.store.reservations, given.ReservationSid, 'ReservationSid')
  assertTransferable(context, reservation, workerSid, given.TaskSid)
  const request = {
    reservation,
    mode: given.Mode,
    type: typeOf(context, given.To),
    to: given.To,
    priority: given.Priority ?? null,
    attributes: given.Attributes ?? null,
  }
  const transfer = startTransfer(context, request)
  instructions.handOver(transfer)
  return transfer
}

const update = z.object({ TaskSid: text, TransferStatus: z.literal('canceled') })

/** POST …/Workers/WK…/Transfers/TT…: `transfers.outgoing.cancel()` of the Worker SDK. */
export function updateTransfer(context: Context, transfer: Transfer, params: Params): Transfer {
  const given = readParams(update, params)
  if (given.TaskSid !== transfer.taskSid) {
    throw badRequest(`Transfer ${transfer.sid} is not of task ${given.TaskSid}`)
  }
  if (transfer.status !== 'initiated') {
    throw badRequest(
      `Transfer ${transfer.sid} is already ${transfer.status} . Cannot cancel transfer.`,
    )
  }
  return cancelTransfer(context, transfer)
}

function assertTransferable(
  { store }: Context,
  reservation: Reservation,
  workerSid: string,
  taskSid: string,
): void {
  const { sid } = reservation
  if (reservation.workerSid !== workerSid || reservation.taskSid !== taskSid) {
    throw badRequest(`Reservation ${sid} is not one of task ${taskSid} and worker ${workerSid}`)
  }
  if (reservation.status !== 'accepted') {
    throw badRequest(`Cannot transfer task ${taskSid} because reservation ${sid} is not accepted.`)
  }
  if (activeTransferOf(store, taskSid) !== null) {
    throw badRequest(`Task ${taskSid} is already being transferred.`)
  }
  const { status } = known(store.tasks, taskSid)
  if (status !== 'assigned') throw badRequest(`Cannot transfer task ${taskSid}: it is ${status}.`)
}

/** What is transferred to. A Worker must be in an Activity in which it takes Tasks. */
function typeOf(context: Context, to: string): Transfer['type'] {
  const { queues, workers, workflows } = context.store
  if (queues.has(to)) return 'QUEUE'
  if (workflows.has(to)) return 'WORKFLOW'
  const worker = named(workers, to, 'To')
  const activity = activityOf(context.store, worker)
  if (!activity.available)
    throw badRequest(`Worker ${to} is not available (${activity.friendlyName})`)
  return 'WORKER'
}
