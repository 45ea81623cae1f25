import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { SAMPLE_RATE } from './frame.ts'
import { levelOf } from './level.ts'
import { encodeMulaw } from './mulaw.ts'
import { strongestFrequency } from './spectrum.ts'
import { decodeWav, encodeWav } from './wav.ts'

interface Made {
  readonly tag: number
  readonly bits: number
  readonly rate: number
  readonly channels?: number
  readonly data: Uint8Array
  readonly claimed?: number
}

/** A WAV by hand, with an odd chunk before the data, as editors write them. */
function wav({ tag, bits, rate, channels = 1, data, claimed = data.length }: Made): Uint8Array {
  const bytes = Buffer.alloc(56 + data.length)
  bytes.write('RIFF', 0)
  bytes.writeUInt32LE(48 + data.length, 4)
  bytes.write('WAVEfmt ', 8)
  bytes.writeUInt32LE(16, 16)
  bytes.writeUInt16LE(tag, 20)
  bytes.writeUInt16LE(channels, 22)
  bytes.writeUInt32LE(rate, 24)
  bytes.writeUInt16LE(bits, 34)
  bytes.write('LIST', 36)
  bytes.writeUInt32LE(3, 40)
  bytes.write('data', 48)
  bytes.writeUInt32LE(claimed, 52)
  bytes.set(data, 56)
  return bytes
}

function sine(hz: number, rate: number, seconds = 1): number[] {
  return Array.from(
    { length: rate * seconds },
    (_, i) => 0.25 * Math.sin((2 * Math.PI * hz * i) / rate),
  )
}

function level(samples: Int16Array): number {
  let energy = 0
  for (const sample of samples) energy += sample * sample
  return levelOf(Math.sqrt(energy / samples.length))
}

function bytesOf(view: ArrayBufferView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
}

const to16 = (values: readonly number[]) => Int16Array.from(values, (v) => v * 32767)

test('what is encoded is decoded unchanged', () => {
  fc.assert(
    fc.property(fc.int16Array({ maxLength: 1000 }), (samples) => {
      expect([...decodeWav(encodeWav(samples))]).toEqual([...samples])
    }),
  )
})

const tone = sine(1000, 8000)
test.each([
  ['8-bit PCM', { tag: 1, bits: 8, data: Uint8Array.from(tone, (v) => 128 + v * 127) }],
  ['16-bit PCM', { tag: 1, bits: 16, data: bytesOf(to16(tone)) }],
  [
    '24-bit PCM',
    {
      tag: 1,
      bits: 24,
      data: Uint8Array.from(tone.flatMap((v) => [0, 8, 16].map((s) => (v * 8388607) >> s))),
    },
  ],
  ['32-bit PCM', { tag: 1, bits: 32, data: bytesOf(Int32Array.from(tone, (v) => v * 2 ** 31)) }],
  ['float', { tag: 3, bits: 32, data: bytesOf(Float32Array.from(tone)) }],
  ['μ-law', { tag: 7, bits: 8, data: encodeMulaw(to16(tone)) }],
])('reads %s', (_, made) => {
  const samples = decodeWav(wav({ rate: 8000, ...made }))
  expect(samples.length).toBe(8000)
  expect(strongestFrequency(samples, SAMPLE_RATE)).toBeCloseTo(1000, 0)
  expect(level(samples)).toBeCloseTo(-12, 0)
})

test.each([11025, 16000, 22050, 44100, 48000])('brings %i Hz to 8 kHz', (rate) => {
  const samples = decodeWav(wav({ tag: 1, bits: 16, rate, data: bytesOf(to16(sine(1000, rate))) }))
  expect(samples.length).toBe(8000)
  expect(strongestFrequency(samples, SAMPLE_RATE)).toBeCloseTo(1000, 0)
  expect(level(samples)).toBeCloseTo(-12, 0)
})

test('what 8 kHz cannot carry is removed, not folded into the speech', () => {
  const data = bytesOf(to16(sine(6000, 48000)))
  expect(level(decodeWav(wav({ tag: 1, bits: 16, rate: 48000, data })))).toBeLessThan(-50)
})

test('channels are mixed', () => {
  const data = bytesOf(to16(tone.flatMap((v) => [v, 0])))
  const samples = decodeWav(wav({ tag: 1, bits: 16, rate: 8000, channels: 2, data }))
  expect(samples.length).toBe(8000)
  expect(level(samples)).toBeCloseTo(-18, 0)
})

test('a length that a pipe made up is no length', () => {
  const data = bytesOf(to16(tone))
  const claimed = 0x7ffff000
  expect(decodeWav(wav({ tag: 1, bits: 16, rate: 8000, data, claimed })).length).toBe(8000)
})

test.each([
  ['text', Buffer.from('this is no sound at all'), /RIFF/u],
  ['nothing', new Uint8Array(0), /RIFF/u],
  [
    'no data',
    wav({ tag: 1, bits: 16, rate: 8000, data: new Uint8Array(0) }).subarray(0, 48),
    /data/u,
  ],
  ['MP3 inside', wav({ tag: 85, bits: 16, rate: 8000, data: new Uint8Array(4) }), /format 85/u],
  ['no rate', wav({ tag: 1, bits: 16, rate: 0, data: new Uint8Array(4) }), /0 Hz/u],
])('refuses %s with a reason', (_, bytes, reason) => {
  expect(() => decodeWav(bytes)).toThrow(reason)
})
