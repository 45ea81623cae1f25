import { newSid } from '../../account.ts'
import type { Clock } from '../../clock.ts'
import type { Call } from '../call/call.ts'
import type { JoinOptions } from '../conference/participant-options.ts'

/** One who waited and is ready to talk. `signal` aborts when they leave; `part` ends the talk for them. */
export interface Meeting {
  readonly call: Call
  readonly signal: AbortSignal
  part(): void
}

/** How a queued call stops waiting. */
export type Dequeue =
  | { readonly kind: 'conference'; readonly conference: string; readonly options: JoinOptions }
  /** To the one who dialled the queue, after what is announced. */
  | {
      readonly kind: 'bridge'
      /** The dialling call's SID. */
      readonly by: string
      readonly announcement: { readonly url: string; readonly method: 'GET' | 'POST' } | null
      /** Null: the waiting caller has left meanwhile. */
      meet(meeting: Meeting | null): void
    }
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
  readonly createdAt: number
  updatedAt: number
  friendlyName: string
  maxSize: number
  readonly entries: readonly QueueEntry[]
}

type OwnQueue = Queue & {
  entries: QueueEntry[]
  /** Those who dialled it and wait for somebody to come. */
  readonly takers: Set<(entry: QueueEntry) => void>
}

/** Docs: voice/twiml/enqueue. */
const MAX_SIZE = 1000

/** The account's call queues, made on demand. */
export class QueueRegistry {
  readonly #queues = new Set<OwnQueue>()
  readonly #taken = new WeakSet<QueueEntry>()
  readonly #clock: Clock

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Null when the queue is full. */
  enter(friendlyName: string, call: Call, dequeue: (how: Dequeue) => void): QueueEntry | null {
    const queue = this.#own(friendlyName) ?? this.#make(friendlyName, MAX_SIZE)
    if (queue.entries.length >= queue.maxSize) return null
    const entry = { call, queue, enteredAt: this.#clock.now(), dequeue }
    queue.entries.push(entry)
    const [taker] = queue.takers
    if (taker) {
      queue.takers.delete(taker)
      taker(entry)
    }
    return entry
  }

  leave(entry: QueueEntry): void {
    const queue = this.#ownOf(entry.queue)
    if (queue) queue.entries = queue.entries.filter((each) => each !== entry)
  }

  /**
   * Gives the first who waits, now or later, to `take`. The returned function stops the waiting: false when somebody
   * had come before.
   */
  onFront(queue: Queue, take: (entry: QueueEntry) => void): () => boolean {
    const own = this.#ownOf(queue)
    const front = own?.entries.find((entry) => !this.#taken.has(entry))
    const taker = (entry: QueueEntry) => {
      this.#taken.add(entry)
      take(entry)
    }
    if (front) taker(front)
    else own?.takers.add(taker)
    return () => own?.takers.delete(taker) ?? false
  }

  create(friendlyName: string, maxSize: number): Queue {
    return this.#make(friendlyName, maxSize)
  }

  remove(queue: Queue): void {
    const own = this.#ownOf(queue)
    if (own) this.#queues.delete(own)
  }

  clear(): void {
    this.#queues.clear()
  }

  list(): readonly Queue[] {
    return [...this.#queues]
  }

  byName(name: string): Queue | null {
    return this.#own(name) ?? null
  }

  #make(friendlyName: string, maxSize: number): OwnQueue {
    const at = this.#clock.now()
    const queue: OwnQueue = {
      sid: newSid('QU'),
      createdAt: at,
      updatedAt: at,
      friendlyName,
      maxSize,
      entries: [],
      takers: new Set(),
    }
    this.#queues.add(queue)
    return queue
  }

  #own(friendlyName: string): OwnQueue | undefined {
    return [...this.#queues].find((queue) => queue.friendlyName === friendlyName)
  }

  #ownOf({ sid }: Queue): OwnQueue | undefined {
    return [...this.#queues].find((queue) => queue.sid === sid)
  }

  find(callSid: string): QueueEntry | null {
    for (const queue of this.#queues) {
      const entry = queue.entries.find(({ call }) => call.sid === callSid)
      if (entry) return entry
    }
    return null
  }

  /** Whole seconds since the call entered. */
  secondsIn(entry: QueueEntry): number {
    return Math.round((this.#clock.now() - entry.enteredAt) / 1000)
  }

  /** Of those who wait now, whole seconds. */
  averageWait({ entries }: Queue): number {
    const sum = entries.reduce((total, entry) => total + this.secondsIn(entry), 0)
    return Math.round(sum / Math.max(1, entries.length))
  }

  /** The parameters of a wait request. Docs: voice/twiml/enqueue#attributes-waiturl-parameters. */
  waitParams(entry: QueueEntry): Record<string, string> {
    const { queue } = entry
    return {
      QueueSid: queue.sid,
      QueuePosition: String(queue.entries.indexOf(entry) + 1),
      QueueTime: String(this.secondsIn(entry)),
      AvgQueueTime: String(this.averageWait(queue)),
      CurrentQueueSize: String(queue.entries.length),
      MaxQueueSize: String(queue.maxSize),
    }
  }
}
