import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { decodeMulaw, decodeSample, encodeMulaw, encodeSample } from './mulaw.ts'

test.each([
  [0, 0xff],
  [8, 0xfe],
  [-8, 0x7e],
  [32767, 0x80],
  [-32768, 0x00],
  [1000, 0xce],
])('encodes %i as G.711 does', (sample, byte) => {
  expect(encodeSample(sample)).toBe(byte)
})

test('every byte survives decoding and encoding, but for the negative zero', () => {
  for (let byte = 0; byte < 256; byte++) {
    expect(encodeSample(decodeSample(byte))).toBe(byte === 0x7f ? 0xff : byte)
  }
})

test('a sample comes back within the width of its segment', () => {
  fc.assert(
    fc.property(fc.integer({ min: -32635, max: 32635 }), (sample) => {
      const back = decodeSample(encodeSample(sample))
      expect(Math.abs(back - sample)).toBeLessThanOrEqual(Math.max(4, Math.abs(sample) / 16 + 4))
    }),
  )
})

test('whole frames are coded sample by sample', () => {
  const samples = Int16Array.from([-32768, -1, 0, 5000, 32767])
  expect([...decodeMulaw(encodeMulaw(samples))]).toEqual(
    [...samples].map((sample) => decodeSample(encodeSample(sample))),
  )
})
