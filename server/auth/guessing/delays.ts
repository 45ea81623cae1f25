import type { Clock } from '../../clock.ts'

/** How many failures cost nothing, and how the wait grows with each further one. */
export interface DelayRule {
  readonly free: number
  readonly firstMs: number
  readonly longestMs: number
}

/** Failures are forgotten when none was added for this long, ms. */
const FORGOTTEN_MS = 60 * 60_000
/** Names that strangers invent must not fill the memory; the one that was quiet for longest goes first. */
const KEYS_MAX = 10_000

interface Failures {
  readonly count: number
  readonly lastAt: number
}

/** Failures by key, and how long the next try has to wait. */
export interface Delays {
  /** How long until the next try is allowed, ms; 0 for now. */
  waitMs(key: string): number
  add(key: string): void
  /** Takes one failure back. */
  undo(key: string): void
  forget(key: string): void
}

export function createDelays(clock: Clock, rule: DelayRule): Delays {
  const failures = new Map<string, Failures>()
  const current = (key: string): Failures | null => {
    const found = failures.get(key)
    return found === undefined || clock.now() - found.lastAt >= FORGOTTEN_MS ? null : found
  }
  function keep(key: string, count: number, lastAt: number): void {
    // A Map keeps the order of insertion: the last one is the latest.
    failures.delete(key)
    if (count > 0) failures.set(key, { count, lastAt })
    const [oldest] = failures.keys()
    if (failures.size > KEYS_MAX && oldest !== undefined) failures.delete(oldest)
  }
  return {
    waitMs(key) {
      const found = current(key)
      if (found === null) return 0
      // A key that is still tried is not the one to forget.
      keep(key, found.count, found.lastAt)
      if (found.count < rule.free) return 0
      const grown = rule.firstMs * 2 ** Math.min(found.count - rule.free, 30)
      return Math.max(0, found.lastAt + Math.min(grown, rule.longestMs) - clock.now())
    },
    add: (key) => keep(key, (current(key)?.count ?? 0) + 1, clock.now()),
    undo(key) {
      const found = current(key)
      if (found !== null) keep(key, found.count - 1, found.lastAt)
    },
    forget: (key) => void failures.delete(key),
  }
}
