import type { Clock } from './clock.ts'

/** Timers by name: a new one replaces the one before, and all end together. */
export interface Timers {
  /** Calls `run` at the instant `at` (ms since the epoch), or as soon as possible when that is past. */
  set(name: string, at: number, run: () => void): void
  clear(name: string): void
  clearAll(): void
}

export function createTimers(clock: Clock): Timers {
  const cancels = new Map<string, () => void>()
  function clear(name: string): void {
    cancels.get(name)?.()
    cancels.delete(name)
  }
  function set(name: string, at: number, run: () => void): void {
    clear(name)
    const cancel = clock.after(Math.max(0, at - clock.now()), () => {
      // Node's timers may fire a millisecond early, and wait at most 2^31 ms.
      if (clock.now() < at) return set(name, at, run)
      cancels.delete(name)
      run()
    })
    cancels.set(name, cancel)
  }
  return {
    set,
    clear,
    clearAll() {
      for (const cancel of cancels.values()) cancel()
      cancels.clear()
    },
  }
}
