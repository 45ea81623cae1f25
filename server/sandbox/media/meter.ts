import { FRAME_SAMPLES, SAMPLE_RATE } from './frame.ts'
import type { Frame } from './frame.ts'
import { levelOf } from './level.ts'
import { strongestFrequency } from './spectrum.ts'

export interface Hearing {
  /** The level of the last second; 0 is a full-scale sine, -100 is digital silence. */
  readonly dbfs: number
  /** The strongest frequency of the last second, or null when it is too quiet to say. */
  readonly hz: number | null
}

export interface Meter {
  /** Takes 20 ms; null is silence. */
  write(frame: Frame | null): void
  read(): Hearing
}

const QUIET_DBFS = -60

/** Measures the last second of what was written. What came before the first frame counts as silence. */
export function createMeter(): Meter {
  const lastSecond = new Int16Array(SAMPLE_RATE)
  let next = 0
  return {
    write(frame) {
      if (frame) lastSecond.set(frame.subarray(0, FRAME_SAMPLES), next)
      else lastSecond.fill(0, next, next + FRAME_SAMPLES)
      next = (next + FRAME_SAMPLES) % SAMPLE_RATE
    },
    read() {
      let energy = 0
      for (const sample of lastSecond) energy += sample * sample
      const dbfs = levelOf(Math.sqrt(energy / SAMPLE_RATE))
      return {
        dbfs: Math.round(dbfs * 10) / 10,
        hz: dbfs < QUIET_DBFS ? null : Math.round(strongestFrequency(inOrder(), SAMPLE_RATE)),
      }
    },
  }

  function inOrder(): Int16Array {
    const samples = new Int16Array(SAMPLE_RATE)
    samples.set(lastSecond.subarray(next), 0)
    samples.set(lastSecond.subarray(0, next), SAMPLE_RATE - next)
    return samples
  }
}
