import { activeTransferOf, reservationsOfTask } from '../model/store.ts'
import type { Transfer } from '../model/transfer.ts'
import type { Reservation, Task, TaskRoute } from '../model/work.ts'
import { changeTask, moveReservation, moveTask } from './change.ts'
import type { Context } from './context.ts'
import { completeTask } from './task-end.ts'
import { changeTransfer, tellTransfer } from './transfer-change.ts'

/** The new Worker has taken the Task. */
export function completeTransfer(context: Context, taskSid: string): void {
  const transfer = activeTransferOf(context.store, taskSid)
  if (transfer === null) return
  changeTransfer(context, transfer.sid, { status: 'completed', failedReason: null })
}

/**
 * A Worker whom the Task was offered did not take it. A transfer to a Worker has failed; one to a TaskQueue or a
 * Workflow goes on to the next. Told before the Reservation's end, which shows the transfer as it is then.
 */
export function attemptFailed(
  context: Context,
  { transferSid }: Reservation,
  how: 'rejected' | 'timeout' | 'canceled',
): void {
  const transfer = context.store.transfers.get(transferSid ?? '')
  if (transfer?.status !== 'initiated') return
  if (transfer.type === 'WORKER') {
    const failedReason = `Reservation ${how}`
    changeTransfer(context, transfer.sid, { status: 'failed', failedReason })
  } else tellTransfer(context, transfer, 'task.transfer-attempt-failed')
}

/** Nobody can be found any more. */
export function failTransfer(context: Context, transfer: Transfer, failedReason: string): void {
  const failed = changeTransfer(context, transfer.sid, { status: 'failed', failedReason })
  giveBack(context, failed)
}

/** The Task belongs again to the Worker who wanted to transfer it, or wraps up with it when it has left. */
export function giveBack(context: Context, transfer: Transfer): Task {
  const { store, timers } = context
  const { taskSid, initiatingQueueSid: taskQueueSid, initiatingWorkflowSid: workflowSid } = transfer
  timers.stop(`target:${taskSid}`)
  const first = store.reservations.get(transfer.initiatingReservationSid)
  const route: TaskRoute = { kind: 'queue' }
  const task = changeTask(context, taskSid, {
    status: 'assigned',
    route,
    taskQueueSid,
    workflowSid,
  })
  context.emit({ kind: 'task', type: 'task.updated', task })
  for (const reservation of reservationsOfTask(store, taskSid)) {
    if (reservation.status === 'pending') moveReservation(context, reservation.sid, 'canceled')
  }
  if (first?.status === 'accepted') return task
  if (first?.status === 'wrapping') return moveTask(context, taskSid, 'wrapping', null)
  return completeTask(context, taskSid, transfer.failedReason)
}
