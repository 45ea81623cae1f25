import { toneShare } from '../../e2e/harness/sound.ts'

const RATE = 8000
const FRAME = 160
const FRAME_MS = 20
/** Of a frame's energy: in a conference of three two voices share it. */
const PRESENT = 0.25

/** What one telephone recorded until its call ended, and the tones that it should have heard. */
export interface HeardFrames {
  readonly samples: Float64Array
  /** Milliseconds since the epoch. */
  readonly endedAt: number
  readonly tones: readonly number[]
}

/** From and to when everybody talked, in milliseconds since the epoch. */
export interface Window {
  readonly from: number
  readonly to: number
  /** How many ticks of the sandbox's clock fell into it: all telephones have the same. */
  readonly ticks: number
}

/**
 * The share (0…1) of the window's time in which a telephone did not hear every tone that it should: frames without them
 * and frames that never came, for the window is measured by the clock and not by what was recorded.
 */
export function lostShare({ samples, endedAt, tones }: HeardFrames, window: Window): number {
  const expected = Math.round((window.to - window.from) / FRAME_MS)
  const last = Math.floor(samples.length / FRAME) - Math.round((endedAt - window.to) / FRAME_MS)
  let good = 0
  for (let n = Math.max(0, last - window.ticks); n < last; n++) {
    const frame = samples.subarray(n * FRAME, (n + 1) * FRAME)
    if (tones.every((hz) => toneShare(frame, hz, RATE) > PRESENT)) good++
  }
  return 1 - good / expected
}
