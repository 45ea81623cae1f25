import { evaluate } from '../expressions/evaluate.ts'
import { parseExpression } from '../expressions/parse.ts'
import { activityOf, channelsOfWorker, reservationsOfWorker } from '../model/store.ts'
import {
  attributesOf,
  isActive,
  type Reservation,
  type Task,
  type Worker,
  type WorkerChannel,
} from '../model/work.ts'
import type { TaskQueue } from '../model/workspace.ts'
import type { Candidate } from '../routing/choose.ts'
import type { Context } from './context.ts'

/** Every Worker, as the choice for this Task sees it. */
export function candidatesFor(context: Context, task: Task): readonly Candidate[] {
  const ownChannelAlone = context.store.taskChannels.get(task.taskChannelSid)?.optimizedRouting
  return [...context.store.workers.values()].map((worker) => {
    const activity = activityOf(context.store, worker)
    const reservations = reservationsOfWorker(context.store, worker.sid)
    const counted =
      ownChannelAlone === true
        ? reservations.filter((each) => each.taskChannelSid === task.taskChannelSid)
        : reservations
    const channel = channelsOfWorker(context.store, worker.sid).find(
      (each) => each.taskChannelSid === task.taskChannelSid,
    )
    return {
      sid: worker.sid,
      friendlyName: worker.friendlyName,
      activitySid: worker.activitySid,
      activityName: activity.friendlyName,
      attributes: attributesOf(worker),
      free:
        activity.available &&
        channel !== undefined &&
        hasRoom(channel, reservations) &&
        (context.store.workspace.multiTaskEnabled || !reservations.some(isActive)),
      busy: counted.filter(isActive).length,
      idleSince: idleSince(worker, counted),
      refusals: reservations.filter(
        (each) => each.taskSid === task.sid && each.status !== 'pending',
      ).length,
    }
  })
}

/** Tasks that count against a Worker's capacity on one channel. Docs: taskrouter/multitasking. */
export function assignedTasks(
  channel: WorkerChannel,
  reservations: readonly Reservation[],
): number {
  return reservations.filter(
    (each) => isActive(each) && each.taskChannelSid === channel.taskChannelSid,
  ).length
}

/** Docs: taskrouter/multitasking. */
export function availablePercentage(
  channel: WorkerChannel,
  reservations: readonly Reservation[],
): number {
  if (channel.configuredCapacity === 0) return 0
  const used = assignedTasks(channel, reservations) / channel.configuredCapacity
  return Math.max(0, Math.floor((1 - used) * 100))
}

export function workersIn(context: Context, queue: TaskQueue): readonly Worker[] {
  const target = parseExpression(queue.targetWorkers)
  if (!target.ok) return []
  return [...context.store.workers.values()].filter((worker) =>
    evaluate(target.value, attributesOf(worker)),
  )
}

/** The `workers.` variables of `skip_if`, for one queue. Docs: taskrouter/worker-presence. */
export function presenceIn(context: Context, queue: TaskQueue): Readonly<Record<string, number>> {
  const workers = workersIn(context, queue)
  const available = workers.filter((each) => activityOf(context.store, each).available).length
  const inActivity = [...context.store.activities.keys()].map(
    (sid) => [sid, workers.filter((each) => each.activitySid === sid).length] as const,
  )
  return {
    available,
    unavailable: workers.length - available,
    ...Object.fromEntries(inActivity),
  }
}

function hasRoom(channel: WorkerChannel, reservations: readonly Reservation[]): boolean {
  return channel.available && assignedTasks(channel, reservations) < channel.configuredCapacity
}

function idleSince(worker: Worker, reservations: readonly Reservation[]): number {
  const ends = reservations.filter((each) => !isActive(each)).map((each) => each.dateUpdated)
  return Math.max(worker.dateStatusChanged, ...ends)
}
