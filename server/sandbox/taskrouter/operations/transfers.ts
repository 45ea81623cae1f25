import { z } from 'zod'
import { badRequest } from '../../http/rest-error.ts'
import { candidatesFor } from '../engine/candidates.ts'
import type { Context } from '../engine/context.ts'
import { wrap } from '../engine/outcomes.ts'
import { cancelTransfer, startTransfer } from '../engine/transfers.ts'
import type { WorkCalls } from '../calls/work-calls.ts'
import { activeTransferOf, recordOf } from '../model/store.ts'
import type { Transfer } from '../model/transfer.ts'
import { attributesOf, type Reservation } from '../model/work.ts'
import { findRecord, findNamedRecord } from './find-record.ts'
import { attributes, readParams, text, whole, type Params } from './params.ts'

const creation = z.object({
  ReservationSid: text,
  TaskSid: text,
  To: text,
  Mode: z.enum(['WARM', 'COLD']).default('WARM'),
  Attributes: attributes.optional(),
  Priority: whole.pipe(z.number().nonnegative()).optional(),
})

/** POST …/Workers/WK…/Transfers of the Worker SDK. Docs: twilio-taskrouter.js (Task#transfer). */
export function transferTask(
  context: Context,
  calls: WorkCalls,
  workerSid: string,
  params: Params,
): Transfer {
  const given = readParams(creation, params)
  const reservation = findNamedRecord(
    context.store.reservations,
    given.ReservationSid,
    'ReservationSid',
  )
  const type = typeOf(context, given.To)
  assertTransferable(context, reservation, { workerSid, taskSid: given.TaskSid })
  if (type === 'WORKER') assertReachable(context, reservation, given.To)
  const transfer = startTransfer(context, reservation, {
    type,
    to: given.To,
    mode: given.Mode,
    attributes:
      given.Attributes === undefined
        ? null
        : keepConference(context, reservation, given.Attributes),
    priority: given.Priority ?? null,
  })
  calls.participants.beginTransfer(reservation, given.Mode)
  const { status } = recordOf(context.store.reservations, reservation.sid)
  if (given.Mode === 'COLD' && status === 'accepted') wrap(context, reservation.sid)
  return transfer
}

const changes = z.object({ TaskSid: text.optional(), TransferStatus: z.literal('canceled') })

/** POST …/Workers/WK…/Transfers/TT…. Docs: twilio-taskrouter.js (OutgoingTransfer#cancel). */
export function updateTransfer(
  context: Context,
  workerSid: string,
  sid: string,
  params: Params,
): Transfer {
  readParams(changes, params)
  const transfer = findRecord(context.store.transfers, sid, `/Workers/${workerSid}/Transfers`)
  if (transfer.initiatingWorkerSid !== workerSid) {
    throw badRequest(`Transfer ${sid} was not initiated by worker ${workerSid}`)
  }
  if (transfer.status !== 'initiated') {
    throw badRequest(`Transfer ${sid} is already ${transfer.status} . Cannot cancel transfer.`)
  }
  return cancelTransfer(context, transfer)
}

/** Chosen, because no document says it: attributes that do not name the Task's Conference leave it as it is. */
function keepConference({ store }: Context, { taskSid }: Reservation, text: string): string {
  const { conference } = attributesOf(recordOf(store.tasks, taskSid))
  const given = attributesOf({ attributes: text })
  return conference === undefined ? text : JSON.stringify({ conference, ...given })
}

function typeOf({ store }: Context, to: string): Transfer['type'] {
  if (to.startsWith('WK')) findNamedRecord(store.workers, to, 'To')
  else if (to.startsWith('WW')) findNamedRecord(store.workflows, to, 'To')
  else findNamedRecord(store.queues, to, 'To')
  if (to.startsWith('WK')) return 'WORKER'
  return to.startsWith('WW') ? 'WORKFLOW' : 'QUEUE'
}

function assertTransferable(
  { store }: Context,
  { sid, taskSid, workerSid, status }: Reservation,
  requested: { readonly workerSid: string; readonly taskSid: string },
): void {
  if (workerSid !== requested.workerSid || taskSid !== requested.taskSid) {
    throw badRequest(
      `Reservation ${sid} is not of worker ${requested.workerSid} and ${requested.taskSid}`,
    )
  }
  if (status !== 'accepted') {
    throw badRequest(`Cannot transfer task ${taskSid} because reservation ${sid} is not accepted.`)
  }
  if (activeTransferOf(store, taskSid) !== null) {
    throw badRequest(`Cannot transfer task ${taskSid} because it is already being transferred.`)
  }
}

/** Chosen, because no document says it: a Worker who cannot take the Task at once is refused. */
function assertReachable(context: Context, reservation: Reservation, workerSid: string): void {
  const task = recordOf(context.store.tasks, reservation.taskSid)
  const worker = candidatesFor(context, task).find((each) => each.sid === workerSid)
  if (worker?.free === true && workerSid !== reservation.workerSid) return
  throw badRequest(`Worker ${workerSid} is not available to take task ${task.sid}.`)
}
