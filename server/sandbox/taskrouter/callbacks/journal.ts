import { newSid } from '../../account.ts'
import type { Context } from '../engine/context.ts'
import type { TaskRouterEvent } from '../model/events.ts'
import { eventParams } from './event-params.ts'

/** An event as it was logged. */
export interface JournalEntry {
  readonly sid: string
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly event: TaskRouterEvent
  /** What an event callback says of it. */
  readonly params: Readonly<Record<string, string>>
}

/** What has happened in the Workspace. */
export interface Journal {
  /** The newest last. */
  entries(): readonly JournalEntry[]
  onEntry(listen: (entry: JournalEntry) => void): void
  clear(): void
}

/** Docs: taskrouter/api/event ("keeps that data for 30 days"). */
const KEPT_MS = 30 * 24 * 60 * 60 * 1000

export function createJournal(context: Context): Journal {
  let entries: JournalEntry[] = []
  const listeners: ((entry: JournalEntry) => void)[] = []

  context.onEvent((event) => {
    const sid = newSid('EV')
    const at = context.clock.now()
    const entry = { sid, at, event, params: eventParams(context, event, sid) }
    if ((entries[0]?.at ?? at) < at - KEPT_MS) {
      entries = entries.filter((each) => each.at >= at - KEPT_MS)
    }
    entries.push(entry)
    for (const listen of listeners) listen(entry)
  })

  return {
    entries: () => entries,
    onEntry(listen) {
      listeners.push(listen)
    },
    clear() {
      entries = []
    },
  }
}
