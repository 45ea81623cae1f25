import type { Clock } from './clock.ts'

interface Timer {
  readonly at: number
  readonly run: () => void
}

/** Node's timers have no longer delay. */
const LONGEST_MS = 2_147_483_647

/** A clock that runs with real time until it is frozen or advanced. It never fires early, and while frozen never at all. */
export class SteeredClock implements Clock {
  readonly live: Clock
  readonly #timers = new Set<Timer>()
  /** How far it is ahead of real time, or behind. */
  #offset = 0
  /** Where it stands while it does not run. */
  #stoppedAt: number | null = null
  #frozen = false
  #disarm: () => void = () => {}
  #advancing: Promise<unknown> = Promise.resolve()

  constructor(live: Clock) {
    this.live = live
  }

  get frozen(): boolean {
    return this.#frozen
  }

  /** How many timers wait. */
  get waiting(): number {
    return this.#timers.size
  }

  now(): number {
    return this.#stoppedAt ?? this.live.now() + this.#offset
  }

  after(ms: number, run: () => void): () => void {
    const timer = { at: this.now() + Math.max(0, ms), run }
    this.#timers.add(timer)
    this.#arm()
    return () => {
      if (this.#timers.delete(timer)) this.#arm()
    }
  }

  freeze(): void {
    this.#frozen = true
    this.#stop()
  }

  thaw(): void {
    this.#frozen = false
    this.#go()
  }

  /**
   * Advances the clock by `ms` and runs the timers that are due, each at its own instant and in order. Settles when all of it
   * ran, and what it started meanwhile. Code that waits for an answer over the network goes on later.
   */
  async advance(ms: number): Promise<void> {
    const walked = this.#advancing.then(() => this.#walk(ms))
    this.#advancing = walked.catch(() => {})
    await walked
  }

  /** Runs with real time again, without frozen or advanced time. */
  reset(): void {
    this.#frozen = false
    this.#stoppedAt = null
    this.#offset = 0
    this.#arm()
  }

  /** Drops every timer. */
  close(): void {
    this.#timers.clear()
    this.#arm()
  }

  async #walk(ms: number): Promise<void> {
    this.#stop()
    const until = this.now() + ms
    try {
      for (let due = this.#next(until); due !== null; due = this.#next(until)) {
        this.#stoppedAt = Math.max(this.now(), due.at)
        this.#fire(due)
        await settlePromises()
      }
      this.#stoppedAt = until
    } finally {
      this.#go()
    }
  }

  #stop(): void {
    this.#stoppedAt ??= this.now()
    this.#arm()
  }

  #go(): void {
    if (this.#frozen || this.#stoppedAt === null) return
    this.#offset = this.#stoppedAt - this.live.now()
    this.#stoppedAt = null
    this.#arm()
  }

  /** The first of those that are due by then. */
  #next(until: number): Timer | null {
    let first: Timer | null = null
    for (const timer of this.#timers) {
      if (timer.at <= until && (first === null || timer.at < first.at)) first = timer
    }
    return first
  }

  #arm(): void {
    this.#disarm()
    this.#disarm = () => {}
    const next = this.#stoppedAt === null ? this.#next(Infinity) : null
    if (next === null) return
    const wait = Math.min(LONGEST_MS, Math.max(0, next.at - this.now()))
    this.#disarm = this.live.after(wait, () => this.#due())
  }

  #due(): void {
    for (let due = this.#next(this.now()); due !== null; due = this.#next(this.now())) {
      this.#fire(due)
    }
    this.#arm()
  }

  #fire(timer: Timer): void {
    this.#timers.delete(timer)
    timer.run()
  }
}

/** Lets all code that waits for a promise go on, so that it can set its next timers. */
function settlePromises(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
