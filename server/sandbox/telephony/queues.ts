import { newSid } from '../account.ts'
import type { Clock } from '../clock.ts'
import type { Call } from './call.ts'
import type { JoinOptions } from './participant-options.ts'

/** How a queued call stops waiting. */
export type Dequeue =
  | { readonly kind: 'conference'; readonly conference: string; readonly options: JoinOptions }
  /** `<Leave>`, or its Task ended while it waited. */
  | { readonly kind: 'leave' }

export interface QueueEntry {
  readonly call: Call
  readonly queue: Queue
  readonly enteredAt: number
  /** Only the first one counts. */
  readonly dequeue: (how: Dequeue) => void
}

export interface Queue {
  readonly sid: string
  readonly friendlyName: string
  readonly maxSize: number
  readonly entries: readonly QueueEntry[]
}

/** Docs: voice/twiml/enqueue. */
const MAX_SIZE = 1000

/** The account's call queues, made on demand. */
export class QueueRegistry {
  readonly #queues = new Map<string, Queue & { entries: QueueEntry[] }>()
  readonly #clock: Clock

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Null when the queue is full. */
  enter(friendlyName: string, call: Call, dequeue: (how: Dequeue) => void): QueueEntry | null {
    let queue = this.#queues.get(friendlyName)
    if (!queue) {
      queue = { sid: newSid('QU'), friendlyName, maxSize: MAX_SIZE, entries: [] }
      this.#queues.set(friendlyName, queue)
    }
    if (queue.entries.length >= queue.maxSize) return null
    const entry = { call, queue, enteredAt: this.#clock.now(), dequeue }
    queue.entries.push(entry)
    return entry
  }

  leave(entry: QueueEntry): void {
    const queue = this.#queues.get(entry.queue.friendlyName)
    if (queue) queue.entries = queue.entries.filter((each) => each !== entry)
  }

  find(callSid: string): QueueEntry | null {
    for (const queue of this.#queues.values()) {
      const entry = queue.entries.find(({ call }) => call.sid === callSid)
      if (entry) return entry
    }
    return null
  }

  /** Whole seconds since the call entered. */
  secondsIn(entry: QueueEntry): number {
    return Math.round((this.#clock.now() - entry.enteredAt) / 1000)
  }

  /** The parameters of a wait request. Docs: voice/twiml/enqueue#attributes-waiturl-parameters. */
  waitParams(entry: QueueEntry): Record<string, string> {
    const { queue } = entry
    const times = queue.entries.map((each) => this.secondsIn(each))
    const sum = times.reduce((total, time) => total + time, 0)
    return {
      QueueSid: queue.sid,
      QueuePosition: String(queue.entries.indexOf(entry) + 1),
      QueueTime: String(this.secondsIn(entry)),
      AvgQueueTime: String(Math.round(sum / Math.max(1, times.length))),
      CurrentQueueSize: String(queue.entries.length),
      MaxQueueSize: String(queue.maxSize),
    }
  }
}
