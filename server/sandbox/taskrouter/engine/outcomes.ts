import { recordOf, reservationsOfTask } from '../model/store.ts'
import type { Reservation } from '../model/work.ts'
import { changeReservation, changeTask, moveReservation } from './change.ts'
import type { Context } from './context.ts'
import { cancelTask } from './task-end.ts'
import { settleTask } from './task-settle.ts'
import { onTransferAttemptFailed, completeTransfer, returnTask } from './transfer-outcomes.ts'
import { enterActivity, enterQueueActivity } from './worker-activity.ts'

/** Docs: taskrouter/lifecycle-task-state. */
const MAX_REFUSALS = 1000

/** The Worker accepts the Task; other Reservations of it are rescinded. */
export function accept(context: Context, sid: string): Reservation {
  const { taskSid } = recordOf(context.store.reservations, sid)
  const task = changeTask(context, taskSid, { status: 'assigned' })
  for (const name of ['ttl', 'target']) context.timers.stop(`${name}:${taskSid}`)
  completeTransfer(context, taskSid)
  const accepted = moveReservation(context, sid, 'accepted')
  enterQueueActivity(context, accepted, 'assignmentActivitySid')
  // The Worker who transferred it still has it.
  if (accepted.transferSid !== null) context.emit({ kind: 'task', type: 'task.updated', task })
  for (const other of reservationsOfTask(context.store, taskSid)) {
    if (other.status === 'pending') moveReservation(context, other.sid, 'rescinded')
  }
  return accepted
}

/** The Worker rejects the Reservation and goes to the Activity `activitySid`. The Task waits again. */
export function reject(context: Context, sid: string, activitySid: string | null): Reservation {
  onTransferAttemptFailed(context, recordOf(context.store.reservations, sid), 'rejected')
  const rejected = moveReservation(context, sid, 'rejected')
  if (activitySid !== null) enterActivity(context, rejected.workerSid, activitySid)
  waitAgain(context, rejected)
  return rejected
}

/** Nobody answered in time: the Worker goes to the Workspace's time-out Activity. The Task waits again. */
export function timeOut(context: Context, sid: string): Reservation {
  onTransferAttemptFailed(context, recordOf(context.store.reservations, sid), 'timeout')
  const expired = moveReservation(context, sid, 'timeout')
  enterActivity(context, expired.workerSid, context.store.workspace.timeoutActivitySid)
  waitAgain(context, expired)
  return expired
}

/** The Reservation cannot go on, and its Worker is not to blame. The Task waits again. */
export function cancelReservation(
  context: Context,
  sid: string,
  canceledReasonCode: number | null = null,
): Reservation {
  changeReservation(context, sid, { canceledReasonCode })
  onTransferAttemptFailed(context, recordOf(context.store.reservations, sid), 'canceled')
  const canceled = moveReservation(context, sid, 'canceled')
  waitAgain(context, canceled)
  return canceled
}

/** The conversation is over; the Task goes to wrapping with its last accepted Reservation. */
export function wrap(context: Context, sid: string): Reservation {
  const wrapping = moveReservation(context, sid, 'wrapping')
  settleTask(context, wrapping.taskSid)
  return wrapping
}

/** The after-call work is done; the Task completes with its last Reservation. */
export function complete(context: Context, sid: string): Reservation {
  const completed = moveReservation(context, sid, 'completed')
  if (completed.postWorkActivitySid !== null) {
    enterActivity(context, completed.workerSid, completed.postWorkActivitySid)
  }
  settleTask(context, completed.taskSid)
  return completed
}

function waitAgain(context: Context, { taskSid, transferSid }: Reservation): void {
  const transfer = context.store.transfers.get(transferSid ?? '')
  if (transfer?.status === 'failed') {
    returnTask(context, transfer)
    return
  }
  const reservations = reservationsOfTask(context.store, taskSid)
  if (reservations.some((each) => each.status === 'pending')) return
  const refusals = reservations.filter((each) => each.status !== 'rescinded').length
  if (refusals >= MAX_REFUSALS) {
    cancelTask(context, taskSid, `Task was rejected ${MAX_REFUSALS} times`)
  } else {
    const task = changeTask(context, taskSid, { status: 'pending' })
    if (transfer !== undefined) context.emit({ kind: 'task', type: 'task.updated', task })
  }
}
