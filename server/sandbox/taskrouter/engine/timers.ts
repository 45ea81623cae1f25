import type { Clock } from '../../clock.ts'

/** Named timers on the Clock. Starting a name again replaces its timer; after `close` no timer starts. */
export interface Timers {
  start(name: string, ms: number, run: () => void): void
  stop(name: string): void
  close(): void
}

export function createTimers(clock: Clock): Timers {
  const running = new Map<string, () => void>()
  let open = true
  const stop = (name: string) => {
    running.get(name)?.()
    running.delete(name)
  }
  return {
    start(name, ms, run) {
      stop(name)
      if (!open) return
      const cancel = clock.after(Math.max(0, ms), () => {
        running.delete(name)
        run()
      })
      running.set(name, cancel)
    },
    stop,
    close() {
      open = false
      for (const cancel of running.values()) cancel()
      running.clear()
    },
  }
}
