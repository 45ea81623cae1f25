import { activeTransferOf, known, reservationsOfTask } from '../model/store.ts'
import type { Transfer, TransferStatus } from '../model/transfer.ts'
import type { Reservation } from '../model/work.ts'
import { changeTask, moveReservation } from './change.ts'
import type { Context } from './context.ts'

/** Another Worker has accepted: the transfer is completed. Nothing happens to a Task that is not being transferred. */
export function completeTransfer(context: Context, taskSid: string): void {
  const transfer = activeTransferOf(context.store, taskSid)
  if (transfer !== null) moveTransfer(context, transfer, 'completed')
}

/** The transferor, or the end of the Task, calls the transfer off; whoever was asked is let go. */
export function cancelTransfer(context: Context, transfer: Transfer): Transfer {
  const canceled = moveTransfer(context, transfer, 'canceled')
  for (const reservation of reservationsOfTask(context.store, transfer.taskSid)) {
    if (reservation.status === 'pending') moveReservation(context, reservation.sid, 'canceled')
  }
  comeBack(context, canceled)
  return canceled
}

/** Nobody takes the Task over: it comes back to the transferor, or waits again where it had waited. */
export function failTransfer(context: Context, transfer: Transfer, reason: string): void {
  comeBack(context, moveTransfer(context, transfer, 'failed', reason))
}

/**
 * One who was asked does not take the Task. A transfer to a Worker fails with it; one to a queue goes on. This
 * comes before the Reservation moves, because its event shows what has become of the transfer. The answer is the
 * transfer as it is now, or null when the Reservation was for none.
 */
export function failAttempt(context: Context, { sid, transferSid }: Reservation): Transfer | null {
  const transfer = context.store.transfers.get(transferSid ?? '')
  if (transfer?.status !== 'initiated') return null
  const reason = `Reservation ${sid} was not accepted`
  if (transfer.type === 'WORKER') return moveTransfer(context, transfer, 'failed', reason)
  tell(context, 'task.transfer-attempt-failed', transfer)
  return transfer
}

/** Sets the Task as it would be without its transfer, which is over. */
export function comeBack(context: Context, { taskSid, before }: Transfer): void {
  const held = reservationsOfTask(context.store, taskSid).some(
    ({ status }) => status === 'accepted',
  )
  const status = held ? 'assigned' : 'pending'
  const task = changeTask(context, taskSid, { ...before, status })
  context.emit({ kind: 'task', type: 'task.updated', task })
}

/** Changes a transfer's status and tells of it; nothing else moves. */
export function moveTransfer(
  context: Context,
  transfer: Transfer,
  status: Exclude<TransferStatus, 'initiated'>,
  failedReason: string | null = null,
): Transfer {
  const next = { ...transfer, status, failedReason, dateUpdated: context.clock.now() }
  context.store.transfers.set(next.sid, next)
  tell(context, `task.transfer-${status}`, next)
  return next
}

function tell(
  context: Context,
  type: 'task.transfer-attempt-failed' | `task.transfer-${TransferStatus}`,
  transfer: Transfer,
): void {
  const task = known(context.store.tasks, transfer.taskSid)
  context.emit({ kind: 'transfer', type, task, transfer })
}
