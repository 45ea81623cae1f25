import { workersIn } from '../engine/candidates.ts'
import type { Context } from '../engine/context.ts'
import { activityOf } from '../model/store.ts'
import { isEnded, type Task, type TaskStatus, type Worker } from '../model/work.ts'
import type { TaskQueue } from '../model/workspace.ts'

type Statistics = Record<string, unknown>

const STATUSES: readonly TaskStatus[] = ['pending', 'reserved', 'assigned', 'wrapping']

/** The present of the whole Workspace. Docs: taskrouter/api/workspace-statistics. */
export function workspaceNow(context: Context, taskChannel: string | undefined): Statistics {
  const workers = [...context.store.workers.values()]
  return {
    activity_statistics: byActivity(context, workers),
    ...tasksNow(context, () => true, taskChannel),
    total_workers: workers.length,
  }
}

/** The present of a Workflow. Docs: taskrouter/api/workflow-statistics. */
export function workflowNow(
  context: Context,
  workflowSid: string,
  taskChannel: string | undefined,
): Statistics {
  return tasksNow(context, (task) => task.workflowSid === workflowSid, taskChannel)
}

/** The present of some Workers. Docs: taskrouter/api/worker/statistics. */
export function workersNow(context: Context, workers: readonly Worker[]): Statistics {
  return {
    activity_statistics: byActivity(context, workers),
    total_workers: workers.length,
  }
}

/** A queue's present. Docs: taskrouter/api/taskqueue-statistics. */
export function queueNow(
  context: Context,
  queue: TaskQueue,
  taskChannel: string | undefined,
): Statistics {
  const { store } = context
  const inQueue = (task: Task) => task.taskQueueSid === queue.sid
  const [longest] = waitingTasks(context, inQueue, taskChannel).toSorted(
    (a, b) => enteredAt(a) - enteredAt(b),
  )
  const workers = workersIn(context, queue)
  return {
    activity_statistics: byActivity(context, workers),
    ...tasksNow(context, inQueue, taskChannel),
    longest_relative_task_age_in_queue: secondsSince(context, longest && enteredAt(longest)),
    longest_relative_task_sid_in_queue: longest?.sid ?? null,
    total_available_workers: workers.filter((each) => activityOf(store, each).available).length,
    total_eligible_workers: workers.length,
  }
}

function tasksNow(
  context: Context,
  isMeant: (task: Task) => boolean,
  taskChannel: string | undefined,
): Statistics {
  const tasks = liveTasks(context, isMeant, taskChannel)
  const [oldest] = waitingTasks(context, isMeant, taskChannel)
  return {
    longest_task_waiting_age: secondsSince(context, oldest?.dateCreated),
    longest_task_waiting_sid: oldest?.sid ?? null,
    tasks_by_priority: countBy(tasks, (task) => String(task.priority)),
    tasks_by_status: {
      ...Object.fromEntries(STATUSES.map((status) => [status, 0])),
      ...countBy(tasks, (task) => task.status),
    },
    total_tasks: tasks.length,
  }
}

function liveTasks(
  { store }: Context,
  isMeant: (task: Task) => boolean,
  taskChannel: string | undefined,
): readonly Task[] {
  return [...store.tasks.values()].filter((task) => {
    const channel = store.taskChannels.get(task.taskChannelSid)
    const onChannel =
      taskChannel === undefined ||
      channel?.sid === taskChannel ||
      channel?.uniqueName === taskChannel
    return isMeant(task) && !isEnded(task) && onChannel
  })
}

/** Those that nobody has taken, the oldest first. */
function waitingTasks(
  context: Context,
  isMeant: (task: Task) => boolean,
  taskChannel: string | undefined,
): readonly Task[] {
  return liveTasks(context, isMeant, taskChannel)
    .filter((task) => task.status === 'pending' || task.status === 'reserved')
    .toSorted((a, b) => a.dateCreated - b.dateCreated)
}

function byActivity({ store }: Context, workers: readonly Worker[]): readonly Statistics[] {
  return [...store.activities.values()].map((activity) => ({
    sid: activity.sid,
    friendly_name: activity.friendlyName,
    workers: workers.filter((each) => each.activitySid === activity.sid).length,
  }))
}

function secondsSince({ clock }: Context, at: number | undefined): number {
  return at === undefined ? 0 : Math.floor((clock.now() - at) / 1000)
}

function enteredAt(task: Task): number {
  return task.queueEnteredAt ?? task.dateCreated
}

function countBy(
  tasks: readonly Task[],
  keyOf: (task: Task) => string,
): Readonly<Record<string, number>> {
  const groups = [...Map.groupBy(tasks, keyOf)]
  return Object.fromEntries(groups.map(([key, group]) => [key, group.length]))
}
