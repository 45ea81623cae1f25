import { FRAME_SAMPLES } from './frame.ts'
import type { Frame } from './frame.ts'
import { saturate } from './level.ts'

/** The sum of all; null when nobody speaks. */
export function mixAll(frames: readonly (Frame | null)[]): Frame | null {
  const speaking = frames.filter((frame) => frame !== null)
  if (speaking.length === 0) return null
  return Int16Array.from({ length: FRAME_SAMPLES }, (_, i) =>
    saturate(speaking.reduce((sum, frame) => sum + (frame[i] ?? 0), 0)),
  )
}

/**
 * Gives each party the sum of all the others. Null inputs are silent; a party that would hear only silent
 * parties gets null. Sums saturate instead of wrapping. Output frames are new, never an input.
 */
export function mixMinus<K>(inputs: ReadonlyMap<K, Frame | null>): Map<K, Frame | null> {
  const total = new Int32Array(FRAME_SAMPLES)
  let speaking = 0
  for (const frame of inputs.values()) {
    if (!frame) continue
    speaking++
    for (let i = 0; i < FRAME_SAMPLES; i++) total[i] = (total[i] ?? 0) + (frame[i] ?? 0)
  }
  const outputs = new Map<K, Frame | null>()
  for (const [key, own] of inputs) {
    const others = speaking - (own ? 1 : 0)
    outputs.set(key, others > 0 ? minus(total, own) : null)
  }
  return outputs
}

function minus(total: Int32Array, own: Frame | null): Frame {
  const frame = new Int16Array(FRAME_SAMPLES)
  for (let i = 0; i < FRAME_SAMPLES; i++) frame[i] = saturate((total[i] ?? 0) - (own?.[i] ?? 0))
  return frame
}
