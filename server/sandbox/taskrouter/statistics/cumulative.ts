import type { JournalEntry } from '../journal/journal.ts'
import type { Task } from '../model/work.ts'
import { iso } from '../model/iso.ts'
import type { Period } from './period.ts'
import { spreadOf } from './spread.ts'

/** What is counted. */
export type Subject =
  | { readonly kind: 'workspace' }
  | { readonly kind: 'workflow'; readonly sid: string }
  | { readonly kind: 'queue'; readonly sid: string }

type Counts = Record<string, unknown>

/**
 * What happened in a period, as the wire has it. Docs: taskrouter/api/workspace-statistics, workflow-statistics,
 * taskqueue-statistics.
 */
export function cumulativeStatistics(
  entries: readonly JournalEntry[],
  subject: Subject,
  period: Period,
): Counts {
  const within = entries.filter((entry) => inPeriod(entry, period))
  const about = within.filter((entry) => concerns(entry, subject))
  const count = (type: string) => about.filter(({ event }) => event.type === type).length
  const accepted = waitsUntil(about, 'reservation.accepted', created)
  const canceled = waitsUntil(about, 'task.canceled', created)
  const acceptedAfter = spreadOf(accepted)
  return {
    avg_task_acceptance_time: acceptedAfter.avg,
    start_time: iso(period.start),
    end_time: iso(period.end),
    ...reservationCounts(about),
    tasks_canceled: count('task.canceled'),
    tasks_completed: count('task.completed'),
    tasks_deleted: count('task.deleted'),
    ...movements(within, about, subject),
    wait_duration_until_accepted: acceptedAfter,
    wait_duration_until_canceled: spreadOf(canceled),
    split_by_wait_time: splitBy(period.splits, accepted, canceled),
    ...(subject.kind === 'queue'
      ? {
          wait_duration_in_queue_until_accepted: spreadOf(
            waitsUntil(
              about,
              'reservation.accepted',
              (task) => task.queueEnteredAt ?? created(task),
            ),
          ),
        }
      : {}),
  }
}

/** How many Reservations ended in which status. */
export function reservationCounts(entries: readonly JournalEntry[]): Counts {
  const count = (type: string) => entries.filter(({ event }) => event.type === type).length
  return {
    reservations_created: count('reservation.created'),
    reservations_accepted: count('reservation.accepted'),
    reservations_rejected: count('reservation.rejected'),
    reservations_timed_out: count('reservation.timeout'),
    reservations_canceled: count('reservation.canceled'),
    reservations_rescinded: count('reservation.rescinded'),
  }
}

export function inPeriod({ at, params }: JournalEntry, { start, end, channel }: Period): boolean {
  if (at < start || at > end) return false
  const channels = [params['TaskChannelSid'], params['TaskChannelUniqueName']]
  return channel === null || channels.includes(channel)
}

function concerns({ params }: JournalEntry, subject: Subject): boolean {
  if (subject.kind === 'workspace') return true
  return params[subject.kind === 'queue' ? 'TaskQueueSid' : 'WorkflowSid'] === subject.sid
}

/** A Task that moves leaves one TaskQueue and enters another. */
function movements(
  all: readonly JournalEntry[],
  about: readonly JournalEntry[],
  subject: Subject,
): Counts {
  const count = (type: string) => about.filter(({ event }) => event.type === type).length
  if (subject.kind === 'queue') {
    const left = all.filter(
      ({ event }) => event.type === 'task-queue.moved' && event.previousSid === subject.sid,
    )
    return {
      tasks_entered: count('task-queue.entered') + count('task-queue.moved'),
      tasks_moved: left.length,
    }
  }
  return {
    ...(subject.kind === 'workspace'
      ? { tasks_created: count('task.created') }
      : { tasks_entered: count('workflow.entered') }),
    tasks_moved: count('task-queue.moved'),
    tasks_timed_out_in_workflow: count('workflow.timeout'),
  }
}

function created(task: Task): number {
  return task.dateCreated
}

/** Milliseconds from `since` to each event of the type. */
function waitsUntil(
  entries: readonly JournalEntry[],
  type: 'reservation.accepted' | 'task.canceled',
  since: (task: Task) => number,
): readonly number[] {
  return entries.flatMap(({ event, at }) =>
    event.type === type && 'task' in event ? [at - since(event.task)] : [],
  )
}

function splitBy(
  thresholds: readonly number[],
  accepted: readonly number[],
  canceled: readonly number[],
): Counts | null {
  if (thresholds.length === 0) return null
  const side = (counts: (wait: number) => boolean) => ({
    tasks_canceled: canceled.filter(counts).length,
    reservations_accepted: accepted.filter(counts).length,
  })
  return Object.fromEntries(
    thresholds.map((seconds) => [
      String(seconds),
      {
        above: side((wait) => wait > seconds * 1000),
        below: side((wait) => wait <= seconds * 1000),
      },
    ]),
  )
}
