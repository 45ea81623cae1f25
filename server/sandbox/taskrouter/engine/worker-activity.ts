import { activityOf, recordOf } from '../model/store.ts'
import type { Reservation, Worker } from '../model/work.ts'
import { changeWorker } from './change.ts'
import type { Context } from './context.ts'

/**
 * Without multitasking a TaskQueue moves its Workers, when it has Activities for that.
 * Docs: taskrouter/api/task-queue (ReservationActivitySid, AssignmentActivitySid).
 */
export function enterQueueActivity(
  context: Context,
  { workerSid, taskSid }: Reservation,
  when: 'reservationActivitySid' | 'assignmentActivitySid',
): void {
  const { store } = context
  const queue = store.queues.get(recordOf(store.tasks, taskSid).taskQueueSid ?? '')
  const activitySid = queue?.[when] ?? null
  if (store.workspace.multiTaskEnabled || activitySid === null) return
  enterActivity(context, workerSid, activitySid)
}

/** Puts a Worker into an Activity; nothing happens when it is there already or the Activity was deleted. Docs: taskrouter/api/activity. */
export function enterActivity(context: Context, workerSid: string, activitySid: string): Worker {
  const worker = recordOf(context.store.workers, workerSid)
  if (worker.activitySid === activitySid || !context.store.activities.has(activitySid)) {
    return worker
  }
  const previous = activityOf(context.store, worker)
  const now = context.clock.now()
  const next = changeWorker(context, workerSid, { activitySid, dateStatusChanged: now })
  context.emit({
    kind: 'worker-activity',
    type: 'worker.activity.update',
    worker: next,
    previous,
    previousForMs: now - worker.dateStatusChanged,
  })
  return next
}
