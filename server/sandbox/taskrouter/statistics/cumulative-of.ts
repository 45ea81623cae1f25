import { z } from 'zod'
import type { Journal, JournalEntry } from '../callbacks/journal.ts'
import type { Context } from '../engine/context.ts'
import type { Worker } from '../model/work.ts'
import { isOnChannel } from '../operations/events.ts'
import { readParams, text, type Params } from '../operations/params.ts'
import { period } from '../operations/period.ts'
import { activityDurations } from './activity-durations.ts'
import { reservationCounts, taskCounts, waitInQueue, waits } from './cumulative.ts'

type Statistics = Record<string, unknown>

const schema = z.object({
  TaskChannel: text.optional(),
  /** Seconds, separated by commas. */
  SplitByWaitTime: text
    .regex(/^\d+(?:,\d+)*$/, 'not a list of seconds')
    .transform((value) => value.split(',').map(Number))
    .optional(),
})

interface Asked {
  readonly context: Context
  readonly journal: Journal
  readonly params: Params
}

/** The past of a queue, a Workflow or the Workspace. Docs: taskrouter/api/workspace-statistics, and its like. */
export function tasksThen(
  asked: Asked,
  of: 'queue' | 'workflow' | 'workspace',
  sid: string,
): Statistics {
  const { SplitByWaitTime: thresholds = [] } = readParams(schema, asked.params)
  const { entries, times } = during(asked, (entry) => isAbout(entry, of, sid))
  return {
    ...times,
    ...reservationCounts(entries),
    ...taskCounts(entries, of),
    ...waits(entries, thresholds),
    ...(of === 'queue' ? { wait_duration_in_queue_until_accepted: waitInQueue(entries) } : {}),
  }
}

/** The past of some Workers. Docs: taskrouter/api/worker/statistics. */
export function workersThen(asked: Asked, workers: readonly Worker[]): Statistics {
  const { context, journal, params } = asked
  const sids = new Set(workers.map((each) => each.sid))
  const about = (entry: JournalEntry) => sids.has(entry.params['WorkerSid'] ?? '')
  const { entries, times } = during(asked, about)
  const within = period(context.clock, params)
  return {
    ...times,
    ...reservationCounts(entries),
    activity_durations: activityDurations(context, journal.entries(), workers, within),
  }
}

function during({ context, journal, params }: Asked, isMeant: (entry: JournalEntry) => boolean) {
  const { TaskChannel: channel } = readParams(schema, params)
  const { from, to } = period(context.clock, params)
  const entries = journal
    .entries()
    .filter(
      (entry) =>
        entry.at >= from &&
        entry.at <= to &&
        isMeant(entry) &&
        (channel === undefined || isOnChannel(entry, channel)),
    )
  return { entries, times: { start_time: iso(from), end_time: iso(to) } }
}

function isAbout(
  { params }: JournalEntry,
  of: 'queue' | 'workflow' | 'workspace',
  sid: string,
): boolean {
  if (of === 'workspace') return params['WorkspaceSid'] === sid
  return params[of === 'queue' ? 'TaskQueueSid' : 'WorkflowSid'] === sid
}

function iso(ms: number): string {
  return new Date(Math.floor(ms / 1000) * 1000).toISOString().replace('.000Z', 'Z')
}
