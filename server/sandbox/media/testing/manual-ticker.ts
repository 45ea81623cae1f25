import type { TickPhase, Ticker } from '../ticker.ts'

/** A media clock that stands still until `advance` is called: audio without waiting. */
export function createManualTicker(): Ticker & { advance(ticks: number): void } {
  const listeners: Record<TickPhase, Set<() => void>> = { move: new Set(), deliver: new Set() }
  return {
    onTick(run, phase = 'move') {
      const entry = () => run()
      listeners[phase].add(entry)
      return () => listeners[phase].delete(entry)
    },
    close() {
      listeners.move.clear()
      listeners.deliver.clear()
    },
    advance(ticks) {
      for (let i = 0; i < ticks; i++) {
        for (const run of listeners.move) run()
        for (const run of listeners.deliver) run()
      }
    },
  }
}
