import { reservationsOfTask } from './model/store.ts'
import type { Store } from './model/store.ts'
import { attributesOf } from './model/work.ts'
import type { Task, Worker } from './model/work.ts'

/** All that TaskRouter holds, for a person to look at; the newest Task comes first. */
export function taskRouterSnapshot(store: Store) {
  return {
    tasks: [...store.tasks.values()].toReversed().map((task) => taskOf(store, task)),
    taskQueues: [...store.queues.values()].map(({ sid, friendlyName, targetWorkers }) => {
      const tasks = [...store.tasks.values()].filter(({ taskQueueSid }) => taskQueueSid === sid)
      return { sid, friendlyName, targetWorkers, taskSids: tasks.map((task) => task.sid) }
    }),
    workers: [...store.workers.values()].map((worker) => workerOf(store, worker)),
  }
}

function taskOf(store: Store, task: Task) {
  const { sid, status, reason, priority, timeout, dateCreated, taskQueueSid, workflowSid } = task
  return {
    sid,
    status,
    reason,
    priority,
    timeout,
    createdAt: new Date(dateCreated).toISOString(),
    queue: store.queues.get(taskQueueSid ?? '')?.friendlyName ?? null,
    workflow: store.workflows.get(workflowSid ?? '')?.friendlyName ?? null,
    attributes: attributesOf(task),
    reservations: reservationsOfTask(store, sid).map(({ sid, status, workerName, timeout }) => {
      return { sid, status, workerName, timeout }
    }),
  }
}

function workerOf(store: Store, worker: Worker) {
  const activity = store.activities.get(worker.activitySid)
  return {
    sid: worker.sid,
    friendlyName: worker.friendlyName,
    activity: activity?.friendlyName ?? '',
    available: activity?.available ?? false,
    attributes: attributesOf(worker),
  }
}
