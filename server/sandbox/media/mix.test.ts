import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { FRAME_SAMPLES } from './frame.ts'
import type { Frame } from './frame.ts'
import { createMixer } from './mix.ts'

const flat = (value: number) => new Int16Array(FRAME_SAMPLES).fill(value)
const fresh = () => new Int16Array(FRAME_SAMPLES)

/** What each hears of the others. */
function mixMinus(voices: readonly (Frame | null)[]): (Frame | null)[] {
  const mixer = createMixer()
  for (const voice of voices) mixer.add(voice)
  return voices.map((own) => mixer.without(own, fresh()))
}

test('each hears all the others and not itself', () => {
  const mixed = mixMinus([flat(1), flat(10), flat(100)])
  expect(mixed.map((frame) => frame?.[0])).toEqual([110, 101, 11])
})

test('a silent party hears, and is not waited for', () => {
  const [speaker, silent] = mixMinus([flat(5), null])
  expect(silent?.[159]).toBe(5)
  expect(speaker).toBeNull()
})

test('loud voices saturate and do not wrap', () => {
  const mixed = mixMinus([flat(30000), flat(30000), flat(-30000), flat(-30000), null])
  expect(mixed.map((frame) => frame?.[0])).toEqual([-30000, -30000, 30000, 30000, 0])
  expect(mixMinus([flat(30000), flat(30000), null])[2]?.[0]).toBe(32767)
})

test('with one voice to hear, it is heard unchanged, for any number of listeners', () => {
  fc.assert(
    fc.property(
      fc.int16Array({ minLength: FRAME_SAMPLES, maxLength: FRAME_SAMPLES }),
      fc.integer({ min: 1, max: 5 }),
      (voice, listeners) => {
        const [, ...heard] = mixMinus([voice, ...Array.from({ length: listeners }, () => null)])
        for (const frame of heard) expect(frame).toEqual(voice)
      },
    ),
  )
})

test('it writes into the frame that it is given, also one that was added, and starts again when cleared', () => {
  const mixer = createMixer()
  const own = flat(7)
  mixer.add(own)
  mixer.add(flat(2))
  expect(mixer.without(null, own)).toBe(own)
  expect(own[0]).toBe(9)
  mixer.clear()
  expect(mixer.voices).toBe(0)
  expect(mixer.without(null, own)).toBeNull()
})
