import type { Context } from '../engine/context.ts'
import type { JournalEntry } from '../journal/journal.ts'
import type { Worker } from '../model/work.ts'
import type { Activity } from '../model/workspace.ts'
import { iso } from '../model/iso.ts'
import { inPeriod, reservationCounts } from './cumulative.ts'
import type { Period } from './period.ts'
import { spreadOf } from './spread.ts'

type Counts = Record<string, unknown>

/** What Workers did in a period. Docs: taskrouter/api/worker/statistics. */
export function workersCumulative(
  context: Context,
  entries: readonly JournalEntry[],
  workers: readonly Worker[],
  period: Period,
): Counts {
  const sids = new Set(workers.map((each) => each.sid))
  const about = entries.filter(
    (entry) => sids.has(entry.params['WorkerSid'] ?? '') && inPeriod(entry, period),
  )
  return {
    start_time: iso(period.start),
    end_time: iso(period.end),
    ...reservationCounts(about),
    activity_durations: activityDurations(context, entries, workers, period),
  }
}

/** How many Workers are in which Activity. */
export function workersRealTime({ store }: Context, workers: readonly Worker[]): Counts {
  return {
    total_workers: workers.length,
    activity_statistics: [...store.activities.values()].map(({ sid, friendlyName }) => ({
      sid,
      friendly_name: friendlyName,
      workers: workers.filter((each) => each.activitySid === sid).length,
    })),
  }
}

interface Stay {
  readonly activitySid: string
  readonly from: number
  readonly to: number
}

/** Of every stay in an Activity, the part that lies in the period. */
function activityDurations(
  { store }: Context,
  entries: readonly JournalEntry[],
  workers: readonly Worker[],
  period: Period,
): readonly Counts[] {
  const stays = workers
    .flatMap((worker) => staysOf(worker, entries, period.end))
    .map((stay) => ({
      activitySid: stay.activitySid,
      lasted: Math.min(stay.to, period.end) - Math.max(stay.from, period.start),
    }))
    .filter(({ lasted }) => lasted > 0)
  return [...store.activities.values()].map((activity) => {
    const here = stays.filter(({ activitySid }) => activitySid === activity.sid)
    return durationsOf(
      activity,
      here.map(({ lasted }) => lasted),
    )
  })
}

function durationsOf({ sid, friendlyName }: Activity, lasted: readonly number[]): Counts {
  return { sid, friendly_name: friendlyName, ...spreadOf(lasted) }
}

/** The stays that are over, and the one that is not. */
function staysOf(worker: Worker, entries: readonly JournalEntry[], now: number): readonly Stay[] {
  const over = entries.flatMap(({ event, at }): readonly Stay[] =>
    event.kind === 'worker-activity' && event.worker.sid === worker.sid
      ? [{ activitySid: event.previous.sid, from: at - event.previousForMs, to: at }]
      : [],
  )
  const { activitySid, dateStatusChanged } = worker
  return over.concat({ activitySid, from: dateStatusChanged, to: now })
}
