import type { JournalEntry } from '../callbacks/journal.ts'
import type { Context } from '../engine/context.ts'
import type { Worker } from '../model/work.ts'
import type { Activity } from '../model/workspace.ts'
import { durations } from './cumulative.ts'

interface Stay {
  readonly activitySid: string
  readonly from: number
  readonly to: number
}

/** How long Workers stayed in each Activity within a time, in whole seconds. Docs: taskrouter/api/worker/statistics. */
export function activityDurations(
  { store, clock }: Context,
  entries: readonly JournalEntry[],
  workers: readonly Worker[],
  within: { readonly from: number; readonly to: number },
): readonly Record<string, unknown>[] {
  const meant = new Set(workers.map((each) => each.sid))
  const past = entries.flatMap((entry) => stayBefore(entry, meant))
  const present = workers.map(({ activitySid, dateStatusChanged }) => ({
    activitySid,
    from: dateStatusChanged,
    to: clock.now(),
  }))
  const stays = [...past, ...present].filter(({ from, to }) => to > within.from && from < within.to)
  const secondsIn = ({ from, to }: Stay) =>
    Math.floor((Math.min(to, within.to) - Math.max(from, within.from)) / 1000)
  const durationsIn = ({ sid, friendlyName }: Activity) => ({
    sid,
    friendly_name: friendlyName,
    ...durations(stays.filter((stay) => stay.activitySid === sid).map(secondsIn)),
  })
  return [...store.activities.values()].map(durationsIn)
}

function stayBefore({ at, event }: JournalEntry, workers: ReadonlySet<string>): readonly Stay[] {
  if (event.kind !== 'worker-activity' || !workers.has(event.worker.sid)) return []
  return [{ activitySid: event.previous.sid, from: at - event.previousForMs, to: at }]
}
