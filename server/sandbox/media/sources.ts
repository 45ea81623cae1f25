import { FRAME_SAMPLES, SAMPLE_RATE } from './frame.ts'
import type { Frame, FrameSource } from './frame.ts'
import { saturate, sineAmplitude } from './level.ts'

interface Cadence {
  readonly hz: readonly number[]
  readonly dbfs: number
  /** Absent: no pauses. */
  readonly onSeconds?: number
  readonly offSeconds?: number
}

function cadenceSource({ hz, dbfs, onSeconds, offSeconds = 0 }: Cadence): FrameSource {
  const amplitude = sineAmplitude(dbfs)
  const on = (onSeconds ?? Infinity) * SAMPLE_RATE
  const period = on + offSeconds * SAMPLE_RATE
  let position = 0
  return {
    read() {
      const frame = new Int16Array(FRAME_SAMPLES)
      for (let i = 0; i < FRAME_SAMPLES; i++, position++) {
        const inCycle = Number.isFinite(period) ? position % period : position
        if (inCycle >= on) continue
        let sum = 0
        for (const f of hz) sum += Math.sin((2 * Math.PI * f * position) / SAMPLE_RATE)
        frame[i] = saturate(sum * amplitude)
      }
      return frame
    },
  }
}

/** An endless sine. `dbfs` is its level below a full-scale sine. */
export function toneSource(hz: number, dbfs = -20): FrameSource {
  return cadenceSource({ hz: [hz], dbfs })
}

/** What a caller in North America hears while the far side rings: 440 + 480 Hz, 2 s on, 4 s off. */
export function ringbackSource(): FrameSource {
  return cadenceSource({ hz: [440, 480], dbfs: -19, onSeconds: 2, offSeconds: 4 })
}

/** The North American busy signal: 480 + 620 Hz, half a second on, half a second off. */
export function busySource(): FrameSource {
  return cadenceSource({ hz: [480, 620], dbfs: -24, onSeconds: 0.5, offSeconds: 0.5 })
}

/** Endless silence. */
export function silenceSource(): FrameSource {
  return { read: () => new Int16Array(FRAME_SAMPLES) }
}

/**
 * Plays recorded samples. `loop` is true for ever, or how many times in all (Twilio's `loop="0"` is `true`
 * here). The last frame is padded with silence; afterwards `read` gives null.
 */
export function samplesSource(
  samples: Int16Array,
  options: { readonly loop?: boolean | number } = {},
): FrameSource {
  const { loop = false } = options
  const times = loop === true ? Infinity : loop === false ? 1 : loop
  let played = samples.length === 0 ? times : 0
  let position = 0
  return {
    read() {
      if (played >= times || samples.length === 0) return null
      const frame = new Int16Array(FRAME_SAMPLES)
      let filled = 0
      while (filled < FRAME_SAMPLES && played < times) {
        const piece = samples.subarray(position, position + FRAME_SAMPLES - filled)
        frame.set(piece, filled)
        filled += piece.length
        position += piece.length
        if (position < samples.length) continue
        position = 0
        played++
      }
      return frame
    },
  }
}

/** One source after another. */
export function sequenceSource(sources: readonly FrameSource[]): FrameSource {
  let current = 0
  return {
    read(): Frame | null {
      for (; current < sources.length; current++) {
        const frame = sources[current]?.read() ?? null
        if (frame) return frame
      }
      return null
    },
  }
}

/** The first `seconds` of a source, in whole frames. */
export function limitedSource(source: FrameSource, seconds: number): FrameSource {
  let left = Math.ceil((seconds * SAMPLE_RATE) / FRAME_SAMPLES)
  return { read: () => (left-- > 0 ? source.read() : null) }
}
