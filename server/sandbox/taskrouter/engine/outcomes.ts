import { known, reservationsOfTask } from '../model/store.ts'
import { isActive, type Reservation } from '../model/work.ts'
import { changeTask, moveReservation, moveTask } from './change.ts'
import type { Context } from './context.ts'
import { cancelTask, completeTask } from './task-end.ts'
import { comeBack, completeTransfer, failAttempt } from './transfer-end.ts'
import { enterActivity } from './worker-activity.ts'

/** Docs: taskrouter/lifecycle-task-state. */
const MAX_REFUSALS = 1000

/** The Worker takes the Task; other Workers who were asked at the same time are let go. */
export function accept(context: Context, sid: string): Reservation {
  const { taskSid } = known(context.store.reservations, sid)
  changeTask(context, taskSid, { status: 'assigned' })
  completeTransfer(context, taskSid)
  for (const name of ['ttl', 'target']) context.timers.stop(`${name}:${taskSid}`)
  const accepted = moveReservation(context, sid, 'accepted')
  for (const other of reservationsOfTask(context.store, taskSid)) {
    if (other.status === 'pending') moveReservation(context, other.sid, 'rescinded')
  }
  return accepted
}

/** The Worker refuses; `activitySid` is where it goes then. The Task waits again. */
export function reject(context: Context, sid: string, activitySid: string | null): Reservation {
  return letGo(context, sid, 'rejected', ({ workerSid }) => {
    if (activitySid !== null) enterActivity(context, workerSid, activitySid)
  })
}

/** Nobody answered in time: the Worker goes to the Workspace's time-out Activity. The Task waits again. */
export function timeOut(context: Context, sid: string): Reservation {
  return letGo(context, sid, 'timeout', ({ workerSid }) => {
    enterActivity(context, workerSid, context.store.workspace.timeoutActivitySid)
  })
}

/** The Reservation cannot go on, and its Worker is not to blame. The Task waits again. */
export function withdraw(context: Context, sid: string): Reservation {
  return letGo(context, sid, 'canceled')
}

/** The conversation is over; the Task wraps up with the last Reservation that was accepted. */
export function wrap(context: Context, sid: string): Reservation {
  const wrapping = moveReservation(context, sid, 'wrapping')
  const active = reservationsOfTask(context.store, wrapping.taskSid).filter(isActive)
  const { status } = known(context.store.tasks, wrapping.taskSid)
  // While the Task is on its way to another Worker, it does not wrap up with the one who sends it.
  if (status === 'assigned' && active.every((each) => each.status === 'wrapping')) {
    moveTask(context, wrapping.taskSid, 'wrapping', null)
  }
  return wrapping
}

/** The after-call work is done; the Task completes with its last Reservation. */
export function complete(context: Context, sid: string): Reservation {
  const completed = moveReservation(context, sid, 'completed')
  if (completed.postWorkActivitySid !== null) {
    enterActivity(context, completed.workerSid, completed.postWorkActivitySid)
  }
  const { status } = known(context.store.tasks, completed.taskSid)
  const routed = status === 'pending' || status === 'reserved'
  if (!routed && !reservationsOfTask(context.store, completed.taskSid).some(isActive)) {
    completeTask(context, completed.taskSid, 'All reservations were completed')
  }
  return completed
}

/** Ends a pending Reservation without success; `then` is what becomes of its Worker. */
function letGo(
  context: Context,
  sid: string,
  status: 'rejected' | 'timeout' | 'canceled',
  then: (reservation: Reservation) => void = () => {},
): Reservation {
  const transfer = failAttempt(context, known(context.store.reservations, sid))
  const ended = moveReservation(context, sid, status)
  then(ended)
  if (transfer?.status === 'failed') comeBack(context, transfer)
  else waitAgain(context, ended.taskSid)
  return ended
}

function waitAgain(context: Context, taskSid: string): void {
  const reservations = reservationsOfTask(context.store, taskSid)
  if (reservations.some((each) => each.status === 'pending')) return
  const refusals = reservations.filter((each) => each.status !== 'rescinded').length
  if (refusals >= MAX_REFUSALS) {
    cancelTask(context, taskSid, `Task was rejected ${MAX_REFUSALS} times`)
  } else {
    changeTask(context, taskSid, { status: 'pending' })
  }
}
