import { workersIn } from '../engine/candidates.ts'
import type { Context } from '../engine/context.ts'
import { activityOf } from '../model/store.ts'
import { isEnded, type Task, type TaskStatus } from '../model/work.ts'
import type { TaskQueue } from '../model/workspace.ts'

const STATUSES: readonly TaskStatus[] = ['pending', 'reserved', 'assigned', 'wrapping']

/** A queue's present, in the form of the wire but without URL and SIDs. Docs: taskrouter/api/taskqueue-statistics. */
export function realTimeStatistics(
  context: Context,
  queue: TaskQueue,
  taskChannel: string | undefined,
): Record<string, unknown> {
  const { store, clock } = context
  const tasks = [...store.tasks.values()].filter(
    (task) =>
      task.taskQueueSid === queue.sid && !isEnded(task) && onChannel(context, task, taskChannel),
  )
  const waiting = tasks
    .filter((task) => task.status === 'pending' || task.status === 'reserved')
    .toSorted((a, b) => a.dateCreated - b.dateCreated)
  const relative = waiting.toSorted((a, b) => enteredAt(a) - enteredAt(b))
  const seconds = (since: number | undefined) =>
    since === undefined ? 0 : Math.floor((clock.now() - since) / 1000)
  const workers = workersIn(context, queue)
  const [oldest, longestHere] = [waiting[0], relative[0]]
  return {
    activity_statistics: [...store.activities.values()].map((activity) => ({
      sid: activity.sid,
      friendly_name: activity.friendlyName,
      workers: workers.filter((each) => each.activitySid === activity.sid).length,
    })),
    longest_task_waiting_age: seconds(oldest?.dateCreated),
    longest_task_waiting_sid: oldest?.sid ?? null,
    longest_relative_task_age_in_queue: seconds(longestHere && enteredAt(longestHere)),
    longest_relative_task_sid_in_queue: longestHere?.sid ?? null,
    tasks_by_priority: countBy(tasks, (task) => String(task.priority)),
    tasks_by_status: {
      ...Object.fromEntries(STATUSES.map((status) => [status, 0])),
      ...countBy(tasks, (task) => task.status),
    },
    total_available_workers: workers.filter((each) => activityOf(store, each).available).length,
    total_eligible_workers: workers.length,
    total_tasks: tasks.length,
  }
}

function onChannel({ store }: Context, task: Task, name: string | undefined): boolean {
  const channel = store.taskChannels.get(task.taskChannelSid)
  return name === undefined || channel?.sid === name || channel?.uniqueName === name
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
