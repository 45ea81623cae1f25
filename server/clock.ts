/** Time as a port, so that tests can freeze and advance it. */
export interface Clock {
  /**
   * The server's own time, ms since the epoch: the wall clock at the start, and then only forward, whatever the wall clock is set
   * to. For deadlines, durations and order. While the machine sleeps it may stand still (Linux, macOS), so what was due then is
   * due later.
   */
  now(): number
  /** The wall clock, ms since the epoch. It can be set: only for times that people read. */
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
    // With a longer delay than 2^31-1 ms, Node fires at once.
    const timer = setTimeout(run, Math.min(ms, 2_147_483_647))
    timer.unref()
    return () => clearTimeout(timer)
  },
}

/**
 * The same clock, but never before `earliest`: deadlines on the disk are in the time of an earlier run, and hold also when the
 * wall clock was set back in between. A clock that was set forward looks like a long stop: what was due meanwhile is due at once.
 */
export function notBefore(clock: Clock, earliest: number): Clock {
  const ahead = Math.max(0, earliest - clock.now())
  return { ...clock, now: () => clock.now() + ahead }
}

/** An instant of the server's time on the wall clock. */
export function wallAt(clock: Clock, at: number): number {
  return at + clock.wall() - clock.now()
}

/** An instant as the contract writes it. */
export function instant(ms: number): string {
  return new Date(ms).toISOString()
}
