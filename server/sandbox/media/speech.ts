import { execFile } from 'node:child_process'

import { FRAME_SAMPLES } from './frame.ts'
import { limitedSource, silenceSource, toneSource } from './sources.ts'
import { decodeWav } from './wav.ts'

const CACHED_TEXTS = 200
const LONGEST_SYNTHESIS_MS = 10_000
const PROGRAMS = ['espeak-ng', 'espeak']
const DEFAULT_LANGUAGE = 'en-US'

const cache = new Map<string, Promise<Int16Array>>()

/** The attributes of `<Say>`; empty is the default. */
export interface Speaker {
  /** `man`, `woman`, `alice` or a vendor's name, which has no effect here. */
  readonly voice?: string
  /** A BCP-47 tag. */
  readonly language?: string
}

/**
 * Speech at 8 kHz: by espeak-ng or espeak when the machine has one, else one short tone per word whose pitch belongs
 * to the word, so that a test or a person still tells two texts apart. The same text is made only once for a voice.
 */
export function speak(text: string, speaker: Speaker = {}): Promise<Int16Array> {
  const voices = programVoices(speaker)
  const key = `${voices[0]}\n${text}`
  const known = cache.get(key)
  if (known) return known
  const made = speakWithFirst(text, voices).catch(() => wordTones(text))
  cache.set(key, made)
  const [oldest] = cache.keys()
  if (cache.size > CACHED_TEXTS && oldest !== undefined) cache.delete(oldest)
  return made
}

/** The language as it is, then without its country, then English, each with the speaker's sex. */
export function programVoices({ voice = '', language = '' }: Speaker): string[] {
  const tag = (language === '' ? DEFAULT_LANGUAGE : language).toLowerCase()
  const variant = voice === 'man' ? '+m3' : ['woman', 'alice'].includes(voice) ? '+f3' : ''
  const [plain = tag] = tag.split('-')
  return [...new Set([tag, plain, DEFAULT_LANGUAGE.toLowerCase()])].map((each) => each + variant)
}

async function speakWithFirst(text: string, voices: readonly string[]): Promise<Int16Array> {
  let failure: unknown
  for (const program of PROGRAMS) {
    for (const voice of voices) {
      try {
        return await synthesize(program, voice, text)
      } catch (error) {
        failure = error
      }
    }
  }
  throw failure
}

function synthesize(program: string, voice: string, text: string): Promise<Int16Array> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      program,
      ['-v', voice, '--stdin', '--stdout'],
      { encoding: 'buffer', maxBuffer: 256 * 1024 * 1024, timeout: LONGEST_SYNTHESIS_MS },
      (error, stdout) => {
        if (error) reject(error)
        else {
          try {
            resolve(decodeWav(stdout))
          } catch (reason) {
            reject(reason)
          }
        }
      },
    )
    // Writing to a program that does not exist fails too; the callback already reports that.
    child.stdin?.on('error', () => {})
    child.stdin?.end(text)
  })
}

/** A third of a second for each word: a tone of 300 to 1500 Hz, then a short pause. */
export function wordTones(text: string): Int16Array {
  const frames: Int16Array[] = []
  for (const word of text.toLowerCase().split(/\s+/u).filter(Boolean)) {
    const tone = limitedSource(toneSource(pitchOf(word), -20), 0.25)
    for (let frame = tone.read(); frame; frame = tone.read()) frames.push(frame)
    const pause = limitedSource(silenceSource(), 0.08)
    for (let frame = pause.read(); frame; frame = pause.read()) frames.push(frame)
  }
  const samples = new Int16Array(frames.length * FRAME_SAMPLES)
  for (const [i, frame] of frames.entries()) samples.set(frame, i * FRAME_SAMPLES)
  return samples
}

function pitchOf(word: string): number {
  let hash = 7
  for (const letter of word) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 1201
  return 300 + hash
}
