import type { Clock } from '../../clock.ts'

/** A callback of Twilio's, with its form, and when it came. */
export interface CallbackEvent {
  readonly atMs: number
  readonly fields: Readonly<Record<string, string>>
}

export interface EventLog {
  add(fields: CallbackEvent['fields']): void
  all(isIt: EventTest): readonly CallbackEvent[]
  /** The first such event, also one that has come already; null when none comes in time. */
  find(isIt: EventTest, withinMs: number): Promise<CallbackEvent | null>
}

export type EventTest = (fields: CallbackEvent['fields']) => boolean

export function createEventLog(clock: Pick<Clock, 'now' | 'after'>): EventLog {
  const events: CallbackEvent[] = []
  const waiting = new Set<(event: CallbackEvent) => void>()
  return {
    add(fields) {
      const event = { atMs: clock.now(), fields }
      events.push(event)
      for (const tell of waiting) tell(event)
    },
    all: (isIt) => events.filter(({ fields }) => isIt(fields)),
    find(isIt, withinMs) {
      const known = events.find(({ fields }) => isIt(fields))
      if (known !== undefined) return Promise.resolve(known)
      return new Promise((resolve) => {
        const stop = (event: CallbackEvent | null) => {
          waiting.delete(tell)
          cancel()
          resolve(event)
        }
        const tell = (event: CallbackEvent) => isIt(event.fields) && stop(event)
        const cancel = clock.after(withinMs, () => stop(null))
        waiting.add(tell)
      })
    },
  }
}

/** An event of the Conference of this name, of one participant where a label is given. */
export function conferenceEvent(event: string, conference: string, label?: string): EventTest {
  return (fields) =>
    fields['StatusCallbackEvent'] === event &&
    fields['FriendlyName'] === conference &&
    (label === undefined || fields['ParticipantLabel'] === label)
}

/** A status of a call. */
export function callStatus(callSid: string, ...statuses: readonly string[]): EventTest {
  return (fields) =>
    fields['CallSid'] === callSid &&
    fields['StatusCallbackEvent'] === undefined &&
    statuses.includes(fields['CallStatus'] ?? '')
}
