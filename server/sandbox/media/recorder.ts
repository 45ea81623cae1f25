import { FRAME_SAMPLES, SAMPLE_RATE } from './frame.ts'
import type { Frame } from './frame.ts'
import { isLoud } from './voice-activity.ts'

/** One second. */
const CHUNK_FRAMES = 50
/** An hour of both directions is 115 MB. */
const LONGEST_FRAMES = 60 * 60 * CHUNK_FRAMES

/** Keeps both directions of a call, sample beside sample: what the party says, what it hears. */
export interface Recorder {
  /** Takes 20 ms; null is 20 ms of silence. */
  write(says: Frame | null, hears: Frame | null): void
  seconds(): number
  /** Leaves out the silence at both ends, in whole frames. */
  trim(): void
  /** Interleaved pairs, or the two mixed into one. */
  samples(channels: 1 | 2): Int16Array
}

export function createRecorder(): Recorder {
  const chunks: Int16Array[] = []
  let frames = 0
  /** What is left after trimming. */
  let kept: { readonly from: number; readonly to: number } | null = null

  function pairs(): Int16Array {
    const all = new Int16Array(frames * FRAME_SAMPLES * 2)
    for (const [i, chunk] of chunks.entries()) {
      const at = i * chunk.length
      all.set(chunk.subarray(0, Math.min(chunk.length, all.length - at)), at)
    }
    const per = FRAME_SAMPLES * 2
    return kept ? all.slice(kept.from * per, kept.to * per) : all
  }

  function sounds(frame: number): boolean {
    const chunk = chunks[Math.trunc(frame / CHUNK_FRAMES)]
    const at = (frame % CHUNK_FRAMES) * FRAME_SAMPLES * 2
    return isLoud(chunk?.subarray(at, at + FRAME_SAMPLES * 2) ?? null)
  }

  return {
    write(says, hears) {
      if (frames >= LONGEST_FRAMES) return
      const place = frames % CHUNK_FRAMES
      if (place === 0) chunks.push(new Int16Array(CHUNK_FRAMES * FRAME_SAMPLES * 2))
      const chunk = chunks.at(-1)
      frames++
      if (!chunk) return
      const at = place * FRAME_SAMPLES * 2
      for (let i = 0; i < FRAME_SAMPLES; i++) {
        chunk[at + i * 2] = says?.[i] ?? 0
        chunk[at + i * 2 + 1] = hears?.[i] ?? 0
      }
    },
    seconds: () => ((kept ? kept.to - kept.from : frames) * FRAME_SAMPLES) / SAMPLE_RATE,
    trim() {
      let [from, to] = [0, frames]
      while (from < to && !sounds(from)) from++
      while (to > from && !sounds(to - 1)) to--
      kept = { from, to }
    },
    samples(channels) {
      const both = pairs()
      if (channels === 2) return both
      return Int16Array.from({ length: both.length / 2 }, (_, i) => {
        // Halved, so that two loud parties do not clip.
        return ((both[i * 2] ?? 0) + (both[i * 2 + 1] ?? 0)) / 2
      })
    },
  }
}
