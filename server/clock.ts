/** Time as a port, so that tests can freeze and advance it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  /** Calls `run` once after `ms`; the returned function cancels it. */
  after(ms: number, run: () => void): () => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    // A longer delay than 2^31-1 ms would make Node fire at once.
    const timer = setTimeout(run, Math.min(ms, 2_147_483_647))
    timer.unref()
    return () => clearTimeout(timer)
  },
}

/** An instant as the contract writes it. */
export function instant(ms: number): string {
  return new Date(ms).toISOString()
}
