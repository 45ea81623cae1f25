import { z } from 'zod'
import { date, readParams, text, whole, type Params } from '../operations/params.ts'
import type { JournalEntry } from './journal.ts'

const DEFAULT_MINUTES = 15

const schema = z.object({
  EventType: text.optional(),
  Minutes: whole.pipe(z.number().nonnegative()).optional(),
  StartDate: date.optional(),
  EndDate: date.optional(),
  TaskQueueSid: text.optional(),
  TaskSid: text.optional(),
  WorkerSid: text.optional(),
  WorkflowSid: text.optional(),
  ReservationSid: text.optional(),
  TaskChannel: text.optional(),
  Sid: text.optional(),
})

/** GET …/Events, the newest first. Docs: taskrouter/api/event#list-all-events. */
export function readEvents(
  entries: readonly JournalEntry[],
  params: Params,
  now: number,
): readonly JournalEntry[] {
  const given = readParams(schema, params)
  const { StartDate, EndDate: until = now, Minutes = DEFAULT_MINUTES } = given
  const since = StartDate ?? until - Minutes * 60_000
  const wanted = ['TaskQueueSid', 'TaskSid', 'WorkerSid', 'WorkflowSid', 'ReservationSid'] as const
  return entries
    .filter(({ sid, at, event, params: said }) => {
      const about = wanted.every((name) => matches(given[name], said[name]))
      const channels = [said['TaskChannelSid'], said['TaskChannelUniqueName']]
      return (
        about &&
        at >= since &&
        at <= until &&
        matches(given.Sid, sid) &&
        matches(given.EventType, event.type) &&
        (given.TaskChannel === undefined || channels.includes(given.TaskChannel))
      )
    })
    .toReversed()
}

function matches(wanted: string | undefined, actual: string | undefined): boolean {
  return wanted === undefined || wanted === actual
}
