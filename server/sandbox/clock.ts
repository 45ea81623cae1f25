/** Time for everything that is not media, so that it can be frozen and advanced. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  /** Calls `run` once after `ms`; the returned function cancels it. */
  after(ms: number, run: () => void): () => void
  /** Real time, also while this clock is frozen or advanced. */
  readonly live?: Clock
}

/**
 * The clock for what a peer measures too: heartbeats of sockets, time-outs of answers. Freezing or
 * advancing the sandbox must not break those.
 */
export function liveClock(clock: Clock): Clock {
  return clock.live ?? clock
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}
