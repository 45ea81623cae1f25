import { newSid } from '../../account.ts'
import type { Context } from '../engine/context.ts'
import type { TaskRouterEvent } from '../model/events.ts'
import { eventParams } from './event-params.ts'

/** One event, as it is sent and kept. */
export interface JournalEntry {
  readonly sid: string
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly event: TaskRouterEvent
  /** The parameters of the event callback. */
  readonly params: Readonly<Record<string, string>>
}

/** Everything that happened in a Workspace. Docs: taskrouter/api/event. */
export interface Journal {
  /** The oldest first. */
  entries(): readonly JournalEntry[]
  onEntry(listen: (entry: JournalEntry) => void): void
  clear(): void
}

/** Chosen: Twilio keeps 30 days of events; the sandbox runs for hours and keeps this many. */
const KEPT = 50_000

export function createJournal(context: Context): Journal {
  const entries: JournalEntry[] = []
  const listeners: ((entry: JournalEntry) => void)[] = []
  context.onEvent((event) => {
    const sid = newSid('EV')
    const params = eventParams(context, event, sid)
    const entry = { sid, at: context.clock.now(), event, params }
    entries.push(entry)
    if (entries.length > KEPT) entries.shift()
    for (const listen of listeners) listen(entry)
  })
  return {
    entries: () => entries,
    onEntry(listen) {
      listeners.push(listen)
    },
    clear() {
      entries.length = 0
    },
  }
}
