import { activeTransferOf, reservationsOfTask } from '../model/store.ts'
import type { Transfer } from '../model/transfer.ts'
import type { Reservation, TaskRoute } from '../model/work.ts'
import { changeTask, moveReservation } from './change.ts'
import type { Context } from './context.ts'
import { settleTask } from './task-settle.ts'
import { changeTransfer, tellTransfer } from './transfer-change.ts'

/** The new Worker has taken the Task. */
export function completeTransfer(context: Context, taskSid: string): void {
  const transfer = activeTransferOf(context.store, taskSid)
  if (transfer === null) return
  changeTransfer(context, transfer.sid, { status: 'completed', failedReason: null })
}

/**
 * A Worker with a Reservation did not accept it. A transfer to a Worker has failed; one to a TaskQueue or a
 * Workflow goes on to the next Worker. Emitted before the Reservation's end, which shows the transfer as it is then.
 */
export function onTransferAttemptFailed(
  context: Context,
  { sid, transferSid }: Reservation,
  how: 'rejected' | 'timeout' | 'canceled',
): void {
  const transfer = context.store.transfers.get(transferSid ?? '')
  if (transfer?.status !== 'initiated') return
  if (transfer.type === 'WORKER') {
    const failedReason = `Reservation ${sid} ${REFUSAL[how]}`
    changeTransfer(context, transfer.sid, { status: 'failed', failedReason })
  } else tellTransfer(context, transfer, 'task.transfer-attempt-failed')
}

const REFUSAL = { rejected: 'was rejected', timeout: 'timed out', canceled: 'was canceled' }

/** No other Worker can be found. */
export function failTransfer(context: Context, transfer: Transfer, failedReason: string): void {
  const failed = changeTransfer(context, transfer.sid, { status: 'failed', failedReason })
  returnTask(context, failed)
}

/** The Task stays with the Workers who have it, and ends when they have left. */
export function returnTask(context: Context, transfer: Transfer): void {
  const { store, timers } = context
  const { taskSid, initiatingQueueSid: taskQueueSid, initiatingWorkflowSid: workflowSid } = transfer
  timers.stop(`target:${taskSid}`)
  const route: TaskRoute = { kind: 'queue' }
  const task = changeTask(context, taskSid, {
    ...transfer.before,
    status: 'assigned',
    route,
    taskQueueSid,
    workflowSid,
  })
  context.emit({ kind: 'task', type: 'task.updated', task })
  for (const reservation of reservationsOfTask(store, taskSid)) {
    if (reservation.status === 'pending') moveReservation(context, reservation.sid, 'canceled')
  }
  settleTask(context, taskSid)
}
