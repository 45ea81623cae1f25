/** Time as a port, so that tests can freeze and advance it. */
export interface Clock {
  /**
   * The server's own time: milliseconds since the epoch as the wall clock had it when this began, and from then on only
   * forward, a second each second, whatever the wall clock is set to. For deadlines, durations, order, and what a desk
   * counts from. While the machine sleeps it may stand still (Linux, macOS): what was due then is due that much later.
   */
  now(): number
  /** Milliseconds since the epoch on the wall clock, which can be set: for what people read as a time of day. */
  wall(): number
  /** Calls `run` once after `ms`; the returned function cancels it. */
  after(ms: number, run: () => void): () => void
}

const began = Date.now()
const beganAt = performance.now()

export const systemClock: Clock = {
  now: () => began + Math.floor(performance.now() - beganAt),
  wall: () => Date.now(),
  after(ms, run) {
    // A longer delay than 2^31-1 ms would make Node fire at once.
    const timer = setTimeout(run, Math.min(ms, 2_147_483_647))
    timer.unref()
    return () => clearTimeout(timer)
  },
}

/**
 * The same clock, but never before `earliest`: deadlines that an earlier run left on the disk are in its time, and hold here
 * although the wall clock was set back in between. One that was set forward cannot be told from a long stop: what would have
 * been due meanwhile is due at once.
 */
export function notBefore(clock: Clock, earliest: number): Clock {
  const ahead = Math.max(0, earliest - clock.now())
  return { ...clock, now: () => clock.now() + ahead }
}

/** What the wall clock said, or will say, at an instant of the server's time. */
export function wallAt(clock: Clock, at: number): number {
  return at + clock.wall() - clock.now()
}

/** An instant as the contract writes it. */
export function instant(ms: number): string {
  return new Date(ms).toISOString()
}
