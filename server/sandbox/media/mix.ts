import { FRAME_SAMPLES } from './frame.ts'
import type { Frame } from './frame.ts'
import { saturate } from './level.ts'

/**
 * The sums of the mix under way. Mixing is synchronous and runs in every tick for every conference, so that one
 * buffer serves all of them.
 */
const total = new Int32Array(FRAME_SAMPLES)

/** The sum of all; null when nobody speaks. The frame is new, never an input. */
export function mixAll(frames: readonly (Frame | null)[]): Frame | null {
  return sumUp(frames) > 0 ? minus(null) : null
}

/**
 * Gives each party the sum of all the others. Null inputs are silent; a party that would hear only silent
 * parties gets null. Sums saturate instead of wrapping. Output frames are new, never an input.
 */
export function mixMinus<K>(inputs: ReadonlyMap<K, Frame | null>): Map<K, Frame | null> {
  const speaking = sumUp(inputs.values())
  const outputs = new Map<K, Frame | null>()
  for (const [key, own] of inputs) {
    const others = speaking - (own ? 1 : 0)
    outputs.set(key, others > 0 ? minus(own) : null)
  }
  return outputs
}

/** Leaves the sum of all in `total`; how many speak. */
function sumUp(frames: Iterable<Frame | null>): number {
  total.fill(0)
  let speaking = 0
  for (const frame of frames) {
    if (!frame) continue
    speaking += 1
    for (let i = 0; i < FRAME_SAMPLES; i++) total[i] = (total[i] ?? 0) + (frame[i] ?? 0)
  }
  return speaking
}

function minus(own: Frame | null): Frame {
  const frame = new Int16Array(FRAME_SAMPLES)
  for (let i = 0; i < FRAME_SAMPLES; i++) frame[i] = saturate((total[i] ?? 0) - (own?.[i] ?? 0))
  return frame
}
