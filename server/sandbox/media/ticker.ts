import { FRAME_MS } from './frame.ts'

/**
 * `move` runs first in each tick: legs are read, mixed and written. `deliver` runs after it: what was
 * written leaves for the network or the recording within the same 20 ms.
 */
export type TickPhase = 'move' | 'deliver'

export interface Ticker {
  /** Runs `run` every 20 ms until the returned function is called. */
  onTick(run: () => void, phase?: TickPhase): () => void
  close(): void
}

/** A pause of the process longer than this is skipped: late audio is of no use. */
const LONGEST_CATCH_UP_MS = 5 * FRAME_MS

/**
 * The one media clock of the sandbox. It counts ticks from its start, so that a late timer is followed by a
 * shorter wait and 50 frames a second stay 50 frames a second. It rests while nobody listens.
 */
export function createTicker(): Ticker {
  const listeners: Record<TickPhase, Set<() => void>> = { move: new Set(), deliver: new Set() }
  let timer: NodeJS.Timeout | undefined
  let due = 0
  let closed = false

  function schedule(): void {
    timer = setTimeout(tick, Math.max(0, due - performance.now()))
  }

  function tick(): void {
    timer = undefined
    const now = performance.now()
    if (now - due > LONGEST_CATCH_UP_MS) due = now
    for (const phase of ['move', 'deliver'] as const) {
      for (const run of listeners[phase]) run()
    }
    due += FRAME_MS
    if (!closed && listeners.move.size + listeners.deliver.size > 0) schedule()
  }

  return {
    onTick(run, phase = 'move') {
      // With a wrapper, one function can listen twice and stop once.
      const entry = () => run()
      listeners[phase].add(entry)
      if (timer === undefined && !closed) {
        due = performance.now() + FRAME_MS
        schedule()
      }
      return () => listeners[phase].delete(entry)
    },
    close() {
      closed = true
      clearTimeout(timer)
      timer = undefined
      listeners.move.clear()
      listeners.deliver.clear()
    },
  }
}
