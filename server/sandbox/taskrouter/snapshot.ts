import { reservationsOfTask } from './model/store.ts'
import type { Store } from './model/store.ts'
import { attributesOf } from './model/work.ts'
import type { Task, Worker } from './model/work.ts'

/** All that the Workspaces hold, for a person to look at; the newest Task comes first. */
export function taskRouterSnapshot(stores: readonly Store[]) {
  const tasks = stores.flatMap((store) =>
    [...store.tasks.values()].map((task) => ({ task, shown: taskOf(store, task) })),
  )
  return {
    workspaces: stores.map(({ workspace: { sid, friendlyName } }) => ({ sid, friendlyName })),
    tasks: tasks
      .toReversed()
      .toSorted((one, other) => other.task.dateCreated - one.task.dateCreated)
      .map(({ shown }) => shown),
    workflows: stores.flatMap((store) =>
      [...store.workflows.values()].map(({ sid, friendlyName }) => ({ sid, friendlyName })),
    ),
    taskQueues: stores.flatMap(taskQueuesOf),
    workers: stores.flatMap((store) =>
      [...store.workers.values()].map((worker) => workerOf(store, worker)),
    ),
  }
}

function taskQueuesOf(store: Store) {
  return [...store.queues.values()].map(({ sid, friendlyName, targetWorkers }) => {
    const tasks = [...store.tasks.values()].filter(({ taskQueueSid }) => taskQueueSid === sid)
    return { sid, friendlyName, targetWorkers, taskSids: tasks.map((task) => task.sid) }
  })
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
