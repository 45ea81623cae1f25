import { FRAME_SAMPLES, SAMPLE_RATE } from './frame.ts'
import type { Frame, FrameSource } from './frame.ts'
import { levelOf, saturate, sineAmplitude } from './level.ts'

const ROWS = [697, 770, 852, 941] as const
const COLUMNS = [1209, 1336, 1477, 1633] as const
const KEYS = ['123A', '456B', '789C', '*0#D'] as const

/** Frames of tone and of pause for one key: 100 ms each. */
const TONE_FRAMES = 5
const PAUSE_FRAMES = 5
/** `w` waits half a second. Docs: voice/twiml/play, digits. */
const WAIT_FRAMES = 25
const TONE_DBFS = -13

function frequencies(key: string): readonly [number, number] | null {
  const row = KEYS.findIndex((keys) => keys.includes(key))
  const column = KEYS[row]?.indexOf(key) ?? -1
  const low = ROWS[row]
  const high = COLUMNS[column]
  return low !== undefined && high !== undefined ? [low, high] : null
}

/** Keys as sound, one after another: `0`-`9`, `*`, `#`, `A`-`D`, and `w` for half a second of silence. */
export function dtmfSource(keys: string): FrameSource {
  let at = 0
  let frames: readonly Frame[] = []
  let next = 0
  return {
    read() {
      // One key at a time: the sound of all keys of a document could be many megabytes.
      while (next === frames.length && at < keys.length) {
        frames = keyFrames(keys.charAt(at++).toUpperCase())
        next = 0
      }
      return frames[next++] ?? null
    },
  }
}

function silence(count: number): Frame[] {
  return Array.from({ length: count }, () => new Int16Array(FRAME_SAMPLES))
}

function keyFrames(key: string): Frame[] {
  if (key === 'W') return silence(WAIT_FRAMES)
  const pair = frequencies(key)
  if (!pair) return []
  const amplitude = sineAmplitude(TONE_DBFS)
  const tone = Array.from({ length: TONE_FRAMES }, (_, n) =>
    Int16Array.from({ length: FRAME_SAMPLES }, (__, i) => {
      const angle = (2 * Math.PI * (n * FRAME_SAMPLES + i)) / SAMPLE_RATE
      return saturate(amplitude * (Math.sin(angle * pair[0]) + Math.sin(angle * pair[1])))
    }),
  )
  return [...tone, ...silence(PAUSE_FRAMES)]
}

export interface DtmfDetector {
  /** Takes 20 ms and answers with the key whose tone has just begun, else null. */
  write(frame: Frame | null): string | null
}

/** Each of two tones must hold this share of a frame; speech does not manage that for two frames. */
const SHARE = 0.3
const LOUD_DBFS = -40
const CONFIRMING_FRAMES = 2

/** Hears keys in a call's audio, each once however long it is held. */
export function createDtmfDetector(): DtmfDetector {
  let candidate: string | null = null
  let seen = 0
  return {
    write(frame) {
      const key = frame ? keyIn(frame) : null
      seen = key !== null && key === candidate ? seen + 1 : 1
      candidate = key
      return key !== null && seen === CONFIRMING_FRAMES ? key : null
    },
  }
}

/** Most audio has no tone of a row, so the columns are seldom computed. */
function keyIn(frame: Frame): string | null {
  let energy = 0
  for (const sample of frame) energy += sample * sample
  if (levelOf(Math.sqrt(energy / frame.length)) < LOUD_DBFS) return null
  const row = loudTone(frame, ROWS, SHARE * energy)
  if (row === null) return null
  const column = loudTone(frame, COLUMNS, SHARE * energy)
  return column === null ? null : (KEYS[row]?.[column] ?? null)
}

/** Which of the tones is the strongest; null when it has less than `enough` energy. */
function loudTone(frame: Frame, tones: readonly number[], enough: number): number | null {
  let [found, most] = [null as number | null, enough]
  for (let i = 0; i < tones.length; i++) {
    const energy = toneEnergy(frame, tones[i] ?? 0)
    if (energy >= most) [found, most] = [i, energy]
  }
  return found
}

/** The energy of one frequency by Goertzel's recurrence; a pure tone gives the frame's whole energy. */
function toneEnergy(frame: Frame, hz: number): number {
  const coefficient = 2 * Math.cos((2 * Math.PI * hz) / SAMPLE_RATE)
  let before = 0
  let previous = 0
  for (const sample of frame) {
    const current = sample + coefficient * previous - before
    before = previous
    previous = current
  }
  const power = previous * previous + before * before - coefficient * previous * before
  return (2 * power) / frame.length
}
