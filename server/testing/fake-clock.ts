import type { Clock } from '../clock.ts'

export interface FakeClock extends Clock {
  /** Lets time pass, firing what falls due in its order. */
  advance(ms: number): void
  /** Sets the wall clock forward, or back. */
  setWall(byMs: number): void
}

export function fakeClock(start = Date.UTC(2026, 0, 5, 12)): FakeClock {
  let now = start
  let set = 0
  let timers: { readonly at: number; readonly run: () => void }[] = []
  return {
    now: () => now,
    wall: () => now + set,
    after(ms, run) {
      const timer = { at: now + ms, run }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
    setWall(byMs) {
      set += byMs
    },
    advance(ms) {
      const end = now + ms
      for (;;) {
        const [next] = timers.filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)
        if (next === undefined) break
        timers = timers.filter((other) => other !== next)
        now = next.at
        next.run()
      }
      now = end
    },
  }
}
