import type { Clock } from '../clock.ts'

/** The Device closes its socket after 15 s without a frame; it echoes each beat. */
const BEAT_MS = 10_000
const BEAT = '\n'
const MISSES_ALLOWED = 2

export interface Heartbeat {
  /** Notes that a frame came. True when it was only the echo of a beat. */
  onFrame(text: string): boolean
  stop(): void
}

/** Sends a newline every 10 s and calls `lost` when the Device has been quiet for three of them. */
export function startHeartbeat(
  clock: Clock,
  send: (beat: string) => void,
  lost: () => void,
): Heartbeat {
  let missed = 0
  let cancel = clock.after(BEAT_MS, beat)

  function beat(): void {
    if (missed > MISSES_ALLOWED) {
      lost()
      return
    }
    missed++
    send(BEAT)
    cancel = clock.after(BEAT_MS, beat)
  }

  return {
    onFrame(text) {
      missed = 0
      return text === BEAT
    },
    stop: () => cancel(),
  }
}
