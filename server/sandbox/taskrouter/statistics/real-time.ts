import { workersIn } from '../engine/candidates.ts'
import type { Context } from '../engine/context.ts'
import { activityOf } from '../model/store.ts'
import { isEnded, type Task, type TaskStatus } from '../model/work.ts'
import type { TaskQueue, Workflow } from '../model/workspace.ts'
import { workersRealTime } from './workers.ts'

const STATUSES: readonly TaskStatus[] = ['pending', 'reserved', 'assigned', 'wrapping']

type Counts = Record<string, unknown>

/** A queue's real-time statistics, as JSON without URL and SIDs. Docs: taskrouter/api/taskqueue-statistics. */
export function queueRealTime(context: Context, queue: TaskQueue, channel: string | null): Counts {
  const { store } = context
  const tasks = tasksOn(context, channel).filter((task) => task.taskQueueSid === queue.sid)
  const [longestHere] = waitingOf(tasks).toSorted((a, b) => enteredAt(a) - enteredAt(b))
  const workers = workersIn(context, queue)
  const { activity_statistics } = workersRealTime(context, workers)
  return {
    ...taskCounts(context, tasks),
    activity_statistics,
    longest_relative_task_age_in_queue: seconds(context, longestHere && enteredAt(longestHere)),
    longest_relative_task_sid_in_queue: longestHere?.sid ?? null,
    total_available_workers: workers.filter((each) => activityOf(store, each).available).length,
    total_eligible_workers: workers.length,
  }
}

/** Docs: taskrouter/api/workflow-statistics. */
export function workflowRealTime(
  context: Context,
  workflow: Workflow,
  channel: string | null,
): Counts {
  const tasks = tasksOn(context, channel).filter((task) => task.workflowSid === workflow.sid)
  return taskCounts(context, tasks)
}

/** Docs: taskrouter/api/workspace-statistics. */
export function workspaceRealTime(context: Context, channel: string | null): Counts {
  const workers = workersRealTime(context, [...context.store.workers.values()])
  return { ...taskCounts(context, tasksOn(context, channel)), ...workers }
}

function taskCounts(context: Context, tasks: readonly Task[]): Counts {
  const [oldest] = waitingOf(tasks).toSorted((a, b) => a.dateCreated - b.dateCreated)
  return {
    longest_task_waiting_age: seconds(context, oldest?.dateCreated),
    longest_task_waiting_sid: oldest?.sid ?? null,
    tasks_by_priority: countBy(tasks, (task) => String(task.priority)),
    tasks_by_status: {
      ...Object.fromEntries(STATUSES.map((status) => [status, 0])),
      ...countBy(tasks, (task) => task.status),
    },
    total_tasks: tasks.length,
  }
}

/** The Tasks that are not over, of one TaskChannel (SID or unique name) or of all. */
function tasksOn({ store }: Context, channel: string | null): readonly Task[] {
  return [...store.tasks.values()].filter((task) => {
    const found = store.taskChannels.get(task.taskChannelSid)
    const requested = channel === null || found?.sid === channel || found?.uniqueName === channel
    return requested && !isEnded(task)
  })
}

function waitingOf(tasks: readonly Task[]): readonly Task[] {
  return tasks.filter((task) => task.status === 'pending' || task.status === 'reserved')
}

function seconds({ clock }: Context, since: number | undefined): number {
  return since === undefined ? 0 : Math.floor((clock.now() - since) / 1000)
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
