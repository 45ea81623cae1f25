/** Time for everything that is not media, so that it can be frozen and advanced. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  /** Calls `run` once after `ms`; the returned function cancels it. */
  after(ms: number, run: () => void): () => void
  /** Time as it passes for those who are not the sandbox, when this clock is steered. */
  readonly live?: Clock
}

/**
 * The time of what a peer outside keeps time with too: heartbeats of sockets, how long an answer may take. Freezing or
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
