import { FRAME_SAMPLES } from './frame.ts'
import type { Frame } from './frame.ts'
import { saturate } from './level.ts'

/** Sums voices, tick after tick, into frames that it is given: it makes none of its own. */
export interface Mixer {
  /** How many have been added since `clear`; the silent do not count. */
  readonly voices: number
  clear(): void
  /** Null is silent. */
  add(frame: Frame | null): void
  /**
   * Writes the sum of all but `own`, which was added or is null, into a frame and answers that; null when nobody else
   * speaks. Sums are clipped instead of overflowing. The frame may be one that was added.
   */
  without(own: Frame | null, into: Frame): Frame | null
}

export function createMixer(): Mixer {
  const total = new Int32Array(FRAME_SAMPLES)
  let voices = 0
  return {
    get voices() {
      return voices
    },
    clear() {
      total.fill(0)
      voices = 0
    },
    add(frame) {
      if (!frame) return
      voices += 1
      for (let i = 0; i < FRAME_SAMPLES; i++) total[i] = (total[i] ?? 0) + (frame[i] ?? 0)
    },
    without(own, into) {
      if (voices <= (own ? 1 : 0)) return null
      for (let i = 0; i < FRAME_SAMPLES; i++) into[i] = saturate((total[i] ?? 0) - (own?.[i] ?? 0))
      return into
    },
  }
}
