import { FRAME_SAMPLES } from '../media/frame.ts'
import type { Frame } from '../media/frame.ts'
import { createMeter } from '../media/meter.ts'
import type { Hearing } from '../media/meter.ts'

/** One hour, so that a forgotten call takes 58 MB at most. */
const LONGEST_FRAMES = 60 * 60 * 50
/** One second. */
const CHUNK_FRAMES = 50

export interface Recording {
  /** Takes 20 ms; null is 20 ms of silence. */
  write(frame: Frame | null): void
  /** Everything up to the first hour. */
  samples(): Int16Array
  /** The last second. */
  hears(): Hearing
}

/** Keeps and measures everything that was heard. */
export function createRecording(): Recording {
  const meter = createMeter()
  const chunks: Int16Array[] = []
  let frames = 0
  return {
    write(frame) {
      meter.write(frame)
      if (frames >= LONGEST_FRAMES) return
      const place = frames % CHUNK_FRAMES
      if (place === 0) chunks.push(new Int16Array(CHUNK_FRAMES * FRAME_SAMPLES))
      if (frame) chunks.at(-1)?.set(frame.subarray(0, FRAME_SAMPLES), place * FRAME_SAMPLES)
      frames++
    },
    samples() {
      const all = new Int16Array(chunks.length * CHUNK_FRAMES * FRAME_SAMPLES)
      for (const [i, chunk] of chunks.entries()) all.set(chunk, i * chunk.length)
      return all.subarray(0, frames * FRAME_SAMPLES)
    },
    hears: () => meter.read(),
  }
}
