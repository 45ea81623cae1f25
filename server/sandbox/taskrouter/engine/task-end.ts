import { activeTransferOf, recordOf, reservationsOfTask } from '../model/store.ts'
import { isActive, type Task } from '../model/work.ts'
import { moveReservation, moveTask } from './change.ts'
import type { Context } from './context.ts'
import { changeTransfer } from './transfer-change.ts'

/** Ended Tasks are kept for this long. Docs: taskrouter/lifecycle-task-state. */
const KEPT_MS = 5 * 60 * 1000

/** Ends a Task that nobody has accepted; its pending Reservations are canceled first. */
export function cancelTask(context: Context, sid: string, reason: string): Task {
  endTransfer(context, sid)
  for (const reservation of reservationsOfTask(context.store, sid)) {
    if (isActive(reservation)) moveReservation(context, reservation.sid, 'canceled')
  }
  return ended(context, moveTask(context, sid, 'canceled', reason))
}

/** Ends a Task that was assigned; its accepted Reservations are completed first. */
export function completeTask(context: Context, sid: string, reason: string | null): Task {
  for (const reservation of reservationsOfTask(context.store, sid)) {
    if (reservation.status === 'pending') moveReservation(context, reservation.sid, 'canceled')
    else if (isActive(reservation)) moveReservation(context, reservation.sid, 'completed')
  }
  return ended(context, moveTask(context, sid, 'completed', reason))
}

/** Takes a Task out of the store with all its Reservations; what is still active is canceled first. */
export function removeTask(
  context: Context,
  sid: string,
  type: 'task.deleted' | 'task.system-deleted',
): void {
  const { store, timers } = context
  endTransfer(context, sid)
  for (const reservation of reservationsOfTask(store, sid)) {
    if (isActive(reservation)) moveReservation(context, reservation.sid, 'canceled')
  }
  for (const name of ['ttl', 'target', 'removal']) timers.stop(`${name}:${sid}`)
  const task = recordOf(store.tasks, sid)
  for (const reservation of reservationsOfTask(store, sid)) {
    store.reservations.delete(reservation.sid)
  }
  for (const transfer of store.transfers.values()) {
    if (transfer.taskSid === sid) store.transfers.delete(transfer.sid)
  }
  store.tasks.delete(sid)
  context.emit({ kind: 'task', type, task })
}

/** A transfer of a Task that ends is canceled. */
function endTransfer(context: Context, taskSid: string): void {
  const transfer = activeTransferOf(context.store, taskSid)
  if (transfer === null) return
  changeTransfer(context, transfer.sid, { status: 'canceled', failedReason: null })
}

function ended(context: Context, task: Task): Task {
  for (const name of ['ttl', 'target']) context.timers.stop(`${name}:${task.sid}`)
  context.timers.start(`removal:${task.sid}`, KEPT_MS, () =>
    context.run(() => removeTask(context, task.sid, 'task.system-deleted')),
  )
  return task
}
