import type { Frame } from './frame.ts'
import { levelOf } from './level.ts'

/** Louder than the noise of a quiet room; a microphone's speech is some 20 dB above it. */
const LOUD_DBFS = -45
/** 60 ms: a click is not speech. */
const ONSET_FRAMES = 3
/** 400 ms: the gaps between words do not end speech. */
const HANGOVER_FRAMES = 20

export type SpeechChange = 'started' | 'stopped'

export interface VoiceActivity {
  /** Takes 20 ms, null for silence; answers with what has changed by it. */
  write(frame: Frame | null): SpeechChange | null
  /** Nobody listens any longer: speech that was going on has stopped. */
  end(): SpeechChange | null
}

/** Tells speech from silence by its level alone: a steady tone is speech. */
export function createVoiceActivity(): VoiceActivity {
  let speaking = false
  /** Frames in a row that speak for a change. */
  let run = 0

  function change(): SpeechChange {
    speaking = !speaking
    run = 0
    return speaking ? 'started' : 'stopped'
  }

  return {
    write(frame) {
      run = isLoud(frame) === speaking ? 0 : run + 1
      return run === (speaking ? HANGOVER_FRAMES : ONSET_FRAMES) ? change() : null
    },
    end() {
      run = 0
      return speaking ? change() : null
    },
  }
}

/** Louder than a quiet room; null is silence. */
export function isLoud(frame: Frame | null): boolean {
  if (!frame) return false
  let energy = 0
  for (const sample of frame) energy += sample * sample
  return levelOf(Math.sqrt(energy / frame.length)) >= LOUD_DBFS
}
