import { z } from 'zod'
import type { Journal, JournalEntry } from '../callbacks/journal.ts'
import type { Clock } from '../../clock.ts'
import { period } from './period.ts'
import { readParams, text, type Params } from './params.ts'

const filters = z.object({
  EventType: text.optional(),
  ReservationSid: text.optional(),
  TaskQueueSid: text.optional(),
  TaskSid: text.optional(),
  WorkerSid: text.optional(),
  WorkflowSid: text.optional(),
  TaskChannel: text.optional(),
  Sid: text.optional(),
})

/** GET …/Events, the newest first. Docs: taskrouter/api/event#list-all-events. */
export function listEvents(
  journal: Journal,
  clock: Clock,
  params: Params,
): readonly JournalEntry[] {
  const { TaskChannel: channel, Sid: sid, ...exact } = readParams(filters, params)
  const { from, to } = period(clock, params)
  const wanted = Object.entries(exact).filter(([, value]) => value !== undefined)
  return journal
    .entries()
    .filter(
      (entry) =>
        entry.at >= from &&
        entry.at <= to &&
        (sid ?? entry.sid) === entry.sid &&
        wanted.every(([name, value]) => entry.params[name] === value) &&
        (channel === undefined || isOnChannel(entry, channel)),
    )
    .toReversed()
}

/** By the TaskChannel's SID or unique name. */
export function isOnChannel({ params }: JournalEntry, channel: string): boolean {
  return params['TaskChannelSid'] === channel || params['TaskChannelUniqueName'] === channel
}
