import type { Frame } from '../media/frame.ts'
import type { Leg } from './leg.ts'

/** An answered leg's place in the audio loop. `hears` is set anew in each tick by whoever occupies the call. */
export interface AudioPort {
  /** The party's newest 20 ms; null is silence. */
  readonly spoke: Frame | null
  hears: Frame | null
  close(): void
}

export interface AudioLoop {
  open(leg: Leg): AudioPort
  /** Runs `task` once per tick, between reading all legs and writing to them, until the returned function is called. */
  add(task: () => void): () => void
}

/**
 * The one loop that moves audio between calls: each tick reads every leg, lets players, bridges and conferences
 * say who hears what, and writes to every leg. So nobody hears a frame from the middle of a tick.
 */
export function createAudioLoop(ticker: { onTick(run: () => void): () => void }): AudioLoop {
  const ports = new Map<Leg, { spoke: Frame | null; hears: Frame | null; close(): void }>()
  const tasks = new Set<() => void>()
  let rest: (() => void) | null = null

  function tick(): void {
    for (const [leg, port] of ports) {
      port.spoke = leg.read()
      port.hears = null
    }
    for (const task of tasks) task()
    for (const [leg, port] of ports) leg.write(port.hears)
  }

  return {
    open(leg) {
      const port = {
        spoke: null,
        hears: null,
        close() {
          ports.delete(leg)
          if (ports.size > 0) return
          rest?.()
          rest = null
        },
      }
      ports.set(leg, port)
      rest ??= ticker.onTick(tick)
      return port
    },
    add(task) {
      const entry = () => task()
      tasks.add(entry)
      return () => tasks.delete(entry)
    },
  }
}
