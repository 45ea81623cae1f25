import type { Clock } from '../../clock.ts'

/** A clock that stands still until `advance` is called; what is due runs in order. */
export function createManualClock(
  start = 1_800_000_000_000,
): Clock & { advance(ms: number): void } {
  let now = start
  const due = new Set<{ readonly at: number; readonly run: () => void }>()
  return {
    now: () => now,
    after(ms, run) {
      const entry = { at: now + ms, run }
      due.add(entry)
      return () => due.delete(entry)
    },
    advance(ms) {
      const until = now + ms
      for (;;) {
        const [next] = [...due].filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at)
        if (!next) break
        due.delete(next)
        now = next.at
        next.run()
      }
      now = until
    },
  }
}
