import { FRAME_SAMPLES } from './frame.ts'
import type { Frame } from './frame.ts'

/** Four frames: 80 ms of lateness at most, enough for a browser on the same machine. */
const CAPACITY = 4
/** After it ran dry it waits for this many, so that one late packet does not make every tick a gap. */
const PRIMED_AT = 2

export interface JitterQueue {
  /** Appends audio of any length; when the queue is full the oldest frame is dropped. */
  push(samples: Int16Array): void
  /** The oldest frame; null while none can be read. */
  read(): Frame | null
}

/** Evens out packets that arrive in bursts between two reads of the media clock. */
export function createJitterQueue(): JitterQueue {
  const frames: Frame[] = []
  let rest = new Int16Array(0)
  let primed = false
  return {
    push(samples) {
      let pending = samples
      if (rest.length > 0) {
        pending = new Int16Array(rest.length + samples.length)
        pending.set(rest, 0)
        pending.set(samples, rest.length)
      }
      let at = 0
      for (; at + FRAME_SAMPLES <= pending.length; at += FRAME_SAMPLES) {
        frames.push(pending.slice(at, at + FRAME_SAMPLES))
        if (frames.length > CAPACITY) frames.shift()
      }
      rest = pending.slice(at)
      if (frames.length >= PRIMED_AT) primed = true
    },
    read() {
      if (!primed) return null
      const frame = frames.shift() ?? null
      if (!frame) primed = false
      return frame
    },
  }
}
