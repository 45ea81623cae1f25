import type { Clock } from '../clock.ts'
import { badRequest } from '../http/rest-error.ts'
import type { Call } from '../telephony/call/call.ts'
import type { AccountLimits } from './account-limits.ts'

interface Waiting {
  readonly call: Call
  readonly start: () => void
}

const DAY_MS = 86_400_000
/** Docs: api/errors/22005. */
const QUEUE_FULL = 22005

/**
 * Where calls of the REST API wait for their turn, with the status `queued`. A call that ends while it waits frees its place.
 * Docs: voice/api/call-resource#create-a-call-resource, voice/make-calls, api/errors/22005.
 */
export class CallQueue {
  readonly #clock: Clock
  readonly #limits: AccountLimits
  #waiting: Waiting[] = []
  /** When the next call may begin. */
  #freeAt = 0
  #cancel: (() => void) | null = null

  constructor(clock: Clock, limits: AccountLimits) {
    this.#clock = clock
    this.#limits = limits
    limits.onChange(() => {
      this.#freeAt = Math.min(this.#freeAt, this.#clock.now() + this.#intervalMs)
      this.#advance()
    })
  }

  /** Throws 22005 where a new call would wait for more than 24 hours. */
  assertRoom(): void {
    if (this.#waitMs() > DAY_MS) throw badRequest('Call queue full', QUEUE_FULL)
  }

  /** Runs `start` when it is the call's turn, never before this returns; the call learns how long it has to wait. */
  enter(call: Call, start: () => void): void {
    call.queueMs = Math.round(this.#waitMs())
    this.#waiting.push({ call, start })
    this.#advance()
  }

  /** Empties the queue. */
  clear(): void {
    this.#cancel?.()
    this.#cancel = null
    this.#waiting = []
    this.#freeAt = 0
  }

  get #intervalMs(): number {
    const { callsPerSecond } = this.#limits.current
    return callsPerSecond === null ? 0 : 1000 / callsPerSecond
  }

  #waitMs(): number {
    this.#waiting = this.#waiting.filter(({ call }) => !call.ended)
    const untilFree = Math.max(0, this.#freeAt - this.#clock.now())
    return untilFree + this.#waiting.length * this.#intervalMs
  }

  #advance(): void {
    this.#cancel?.()
    this.#cancel = null
    for (let next = this.#take(); next !== null; next = this.#take()) {
      this.#freeAt = this.#clock.now() + this.#intervalMs
      queueMicrotask(next.start)
    }
    if (this.#waiting.length === 0) return
    this.#cancel = this.#clock.after(this.#freeAt - this.#clock.now(), () => this.#advance())
  }

  /** The next call, if it may begin now. */
  #take(): Waiting | null {
    this.#waiting = this.#waiting.filter(({ call }) => !call.ended)
    return this.#clock.now() < this.#freeAt ? null : (this.#waiting.shift() ?? null)
  }
}
