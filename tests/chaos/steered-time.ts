import type { Clock } from '../../server/clock.ts'
import { systemClock } from '../../server/clock.ts'

/** The system's clock, which a test can set and let run ahead. */
export interface SteeredTime extends Clock {
  /** Sets the wall clock, as a person or NTP would; ms, forward or back. */
  setWall(byMs: number): void
  /** Time passes at once, as for a machine that slept: what falls due runs, in its order. */
  skip(ms: number): void
}

interface Timer {
  readonly at: number
  readonly run: () => void
  cancel: () => void
}

export function steeredTime(): SteeredTime {
  let skipped = 0
  let set = 0
  const timers = new Set<Timer>()
  const now = () => systemClock.now() + skipped
  const arm = (timer: Timer) => {
    timer.cancel = systemClock.after(Math.max(0, timer.at - now()), () => fire(timer))
  }
  const fire = (timer: Timer) => {
    if (timers.delete(timer)) timer.run()
  }
  return {
    now,
    wall: () => systemClock.wall() + skipped + set,
    after(ms, run) {
      const timer: Timer = { at: now() + ms, run, cancel: () => undefined }
      timers.add(timer)
      arm(timer)
      return () => {
        timer.cancel()
        timers.delete(timer)
      }
    },
    setWall(byMs) {
      set += byMs
    },
    skip(ms) {
      skipped += ms
      for (const timer of [...timers].toSorted((a, b) => a.at - b.at)) {
        timer.cancel()
        if (timer.at <= now()) fire(timer)
        else arm(timer)
      }
    },
  }
}
