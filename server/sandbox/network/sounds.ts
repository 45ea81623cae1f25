import { readFile } from 'node:fs/promises'
import { isAbsolute } from 'node:path'

import { FRAME_SAMPLES } from '../media/frame.ts'
import type { Frame, FrameSource } from '../media/frame.ts'
import {
  limitedSource,
  samplesSource,
  sequenceSource,
  silenceSource,
  toneSource,
} from '../media/sources.ts'
import { speak } from '../media/speech.ts'
import { decodeWav } from '../media/wav.ts'
import type { Behaviour, Sound, Step } from './behaviour.ts'
import { fail, succeed } from '../result.ts'
import type { NetworkResult } from './network-result.ts'
import { actSource, waitingSource } from './script-steps.ts'

/** What somebody at a phone hears and can do while they perform. */
export interface Stage {
  /** What the phone heard in this tick. */
  hearing(): Frame | null
  press(keys: string): void
  hangUp(): void
}

/** Starts what a phone does from its beginning. */
export type Performance = (stage: Stage) => FrameSource

/** "RIFF" in base64: no path of a file begins with it. */
const BASE64_WAV = 'UklGR'

/** Loads what a behaviour plays, so that a bad WAV is refused when the phone is made. */
export async function loadPerformance({
  plays,
  script,
}: Pick<Behaviour, 'plays' | 'script'>): Promise<NetworkResult<Performance>> {
  const steps = script ?? (Array.isArray(plays) ? plays : [plays])
  try {
    const performances = await Promise.all(steps.map((step) => load(step)))
    return succeed((stage) => sequenceSource(performances.map((start) => start(stage))))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return fail({ code: 'bad-sound', message: `The phone cannot play this: ${reason}` })
  }
}

async function load(step: Step): Promise<Performance> {
  if (step === 'hangs-up') return (stage) => actSource(() => stage.hangUp())
  if (typeof step === 'object') {
    if ('presses' in step) return (stage) => actSource(() => stage.press(step.presses))
    if ('waitsFor' in step) return (stage) => waitingSource(step, () => stage.hearing())
  }
  return await loadSound(step)
}

async function loadSound(sound: Sound): Promise<Performance> {
  if (sound === 'silence') return () => silenceSource()
  if (sound === 'echo') {
    return (stage) => ({ read: () => stage.hearing()?.slice() ?? new Int16Array(FRAME_SAMPLES) })
  }
  if ('silence' in sound) return () => limitedSource(silenceSource(), sound.silence)
  if ('tone' in sound) {
    const { tone, dbfs, seconds } = sound
    return () => {
      const source = toneSource(tone, dbfs)
      return seconds === undefined ? source : limitedSource(source, seconds)
    }
  }
  const loop = sound.loop ?? false
  const samples = 'say' in sound ? await speak(sound.say) : decodeWav(await wavBytes(sound.wav))
  const source = () => samplesSource(samples, { loop })
  const { seconds } = 'say' in sound ? sound : {}
  if (seconds === undefined) return source
  return () => limitedSource(sequenceSource([source(), silenceSource()]), seconds)
}

async function wavBytes(wav: string): Promise<Uint8Array> {
  if (wav.startsWith(BASE64_WAV)) return Buffer.from(wav, 'base64')
  if (isAbsolute(wav) && wav.toLowerCase().endsWith('.wav')) return readFile(wav)
  throw new Error('wav is neither a base64 WAV nor the absolute path of a .wav file.')
}
