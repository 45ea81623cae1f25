import type { JournalEntry } from '../callbacks/journal.ts'

/** Seconds. */
interface Durations {
  readonly avg: number
  readonly min: number
  readonly max: number
  readonly total: number
}

export type Counts = Readonly<Record<string, number>>

/** Counts of what happened to Reservations. Docs: taskrouter/api/workspace-statistics. */
export function reservationCounts(entries: readonly JournalEntry[]): Counts {
  const count = counter(entries)
  return {
    reservations_accepted: count('reservation.accepted'),
    reservations_canceled: count('reservation.canceled'),
    reservations_created: count('reservation.created'),
    reservations_rejected: count('reservation.rejected'),
    reservations_rescinded: count('reservation.rescinded'),
    reservations_timed_out: count('reservation.timeout'),
  }
}

/** Counts of what happened to Tasks; `entered` is of a queue or a Workflow, `created` of the Workspace. */
export function taskCounts(
  entries: readonly JournalEntry[],
  of: 'queue' | 'workflow' | 'workspace',
): Counts {
  const count = counter(entries)
  const moved = count('task-queue.moved')
  return {
    tasks_canceled: count('task.canceled'),
    tasks_completed: count('task.completed'),
    tasks_deleted: count('task.deleted', 'task.system-deleted'),
    tasks_moved: moved,
    ...(of === 'queue'
      ? { tasks_entered: count('task-queue.entered') + moved }
      : { tasks_timed_out_in_workflow: count('workflow.timeout') }),
    ...(of === 'workflow' ? { tasks_entered: count('workflow.entered') } : {}),
    ...(of === 'workspace' ? { tasks_created: count('task.created') } : {}),
  }
}

/** How long Tasks waited, in whole seconds, and how many of them for more or less than each threshold. */
export function waits(
  entries: readonly JournalEntry[],
  thresholds: readonly number[],
): Readonly<Record<string, unknown>> {
  const accepted = secondsUntil(entries, 'reservation.accepted', (task) => task.dateCreated)
  const canceled = secondsUntil(entries, 'task.canceled', (task) => task.dateCreated)
  return {
    avg_task_acceptance_time: durations(accepted).avg,
    wait_duration_until_accepted: durations(accepted),
    wait_duration_until_canceled: durations(canceled),
    split_by_wait_time: Object.fromEntries(
      thresholds.map((threshold) => [String(threshold), split(accepted, canceled, threshold)]),
    ),
  }
}

/** How long Tasks that were accepted had waited in their last queue. */
export function waitInQueue(entries: readonly JournalEntry[]): Durations {
  return durations(
    secondsUntil(
      entries,
      'reservation.accepted',
      (task) => task.queueEnteredAt ?? task.dateCreated,
    ),
  )
}

/** Average, shortest, longest and all together; zeros of none. */
export function durations(seconds: readonly number[]): Durations {
  if (seconds.length === 0) return { avg: 0, min: 0, max: 0, total: 0 }
  const total = seconds.reduce((sum, each) => sum + each, 0)
  return {
    avg: Math.round(total / seconds.length),
    min: Math.min(...seconds),
    max: Math.max(...seconds),
    total,
  }
}

function split(accepted: readonly number[], canceled: readonly number[], threshold: number) {
  const above = (seconds: readonly number[]) => seconds.filter((each) => each > threshold).length
  return {
    above: { reservations_accepted: above(accepted), tasks_canceled: above(canceled) },
    below: {
      reservations_accepted: accepted.length - above(accepted),
      tasks_canceled: canceled.length - above(canceled),
    },
  }
}

function secondsUntil(
  entries: readonly JournalEntry[],
  type: 'reservation.accepted' | 'task.canceled',
  since: (task: { readonly dateCreated: number; readonly queueEnteredAt: number | null }) => number,
): readonly number[] {
  return entries.flatMap(({ at, event }) =>
    event.type === type && 'task' in event ? [Math.floor((at - since(event.task)) / 1000)] : [],
  )
}

function counter(entries: readonly JournalEntry[]) {
  return (...types: readonly string[]) =>
    entries.filter(({ event }) => types.includes(event.type)).length
}
