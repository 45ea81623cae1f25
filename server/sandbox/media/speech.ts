import { execFile } from 'node:child_process'

import { FRAME_SAMPLES } from './frame.ts'
import { limitedSource, silenceSource, toneSource } from './sources.ts'
import { decodeWav } from './wav.ts'

const CACHED_TEXTS = 200
const LONGEST_SYNTHESIS_MS = 10_000

const cache = new Map<string, Promise<Int16Array>>()

/**
 * Speech at 8 kHz: by espeak-ng when the machine has it, else one short tone per word whose pitch belongs to
 * the word, so that a test or a person still tells two texts apart. The same text is made only once.
 */
export function speak(text: string): Promise<Int16Array> {
  const known = cache.get(text)
  if (known) return known
  const made = synthesize(text).catch(() => wordTones(text))
  cache.set(text, made)
  const [oldest] = cache.keys()
  if (cache.size > CACHED_TEXTS && oldest !== undefined) cache.delete(oldest)
  return made
}

function synthesize(text: string): Promise<Int16Array> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      'espeak-ng',
      ['-v', 'en-us', '--stdin', '--stdout'],
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
    // A program that is not there also refuses its input; the callback reports that already.
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
