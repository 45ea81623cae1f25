import { recordOf } from '../model/store.ts'
import type { Reservation, Task, TaskStatus, Worker } from '../model/work.ts'
import type { Context } from './context.ts'

type Patch<T> = Partial<Omit<T, 'sid' | 'version' | 'dateCreated' | 'dateUpdated'>>

/** Replaces a Task by its next version. */
export function changeTask(context: Context, sid: string, patch: Patch<Task>): Task {
  const task = recordOf(context.store.tasks, sid)
  const next = { ...task, ...patch, ...stamp(context, task.version) }
  context.store.tasks.set(sid, next)
  return next
}

export function changeReservation(
  context: Context,
  sid: string,
  patch: Patch<Reservation>,
): Reservation {
  const reservation = recordOf(context.store.reservations, sid)
  const next = { ...reservation, ...patch, ...stamp(context, reservation.version) }
  context.store.reservations.set(sid, next)
  return next
}

export function changeWorker(context: Context, sid: string, patch: Patch<Worker>): Worker {
  const worker = recordOf(context.store.workers, sid)
  const next = { ...worker, ...patch, ...stamp(context, worker.version) }
  context.store.workers.set(sid, next)
  return next
}

/** Moves a Task and emits its event, for the moves that have an event of their own. */
export function moveTask(
  context: Context,
  sid: string,
  status: Extract<TaskStatus, 'canceled' | 'completed' | 'wrapping'>,
  reason: string | null,
): Task {
  const task = changeTask(context, sid, reason === null ? { status } : { status, reason })
  const type = status === 'wrapping' ? 'task.wrapup' : (`task.${status}` as const)
  context.emit({ kind: 'task', type, task })
  return task
}

/** Moves a Reservation and emits its event. */
export function moveReservation(
  context: Context,
  sid: string,
  status: Exclude<Reservation['status'], 'pending'>,
): Reservation {
  const reservation = changeReservation(context, sid, { status, onHold: false })
  context.timers.stop(`reservation:${sid}`)
  const { store } = context
  context.emit({
    kind: 'reservation',
    type: status === 'wrapping' ? 'reservation.wrapup' : `reservation.${status}`,
    reservation,
    task: recordOf(store.tasks, reservation.taskSid),
    worker: recordOf(store.workers, reservation.workerSid),
  })
  return reservation
}

function stamp(context: Context, version: number): { version: number; dateUpdated: number } {
  return { version: version + 1, dateUpdated: context.clock.now() }
}
