import { SAMPLE_RATE } from './frame.ts'
import { saturate } from './level.ts'
import { decodeMulaw } from './mulaw.ts'
import { resample } from './resample.ts'

interface Format {
  readonly tag: number
  readonly channels: number
  readonly rate: number
  readonly bits: number
}

const PCM = 1
const FLOAT = 3
const MULAW = 7
const EXTENSIBLE = 0xfffe

/**
 * Reads a WAV of any rate and channel count as 8 kHz mono. Formats: PCM of 8, 16, 24 or 32 bits, 32-bit
 * float, μ-law. Throws an Error that says what is wrong with the file.
 */
export function decodeWav(bytes: Uint8Array): Int16Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 12 || word(view, 0) !== 'RIFF' || word(view, 8) !== 'WAVE') {
    throw new Error('This is not a WAV file: it does not begin with RIFF and WAVE.')
  }
  let format: Format | undefined
  for (let at = 12; at + 8 <= bytes.length;) {
    const name = word(view, at)
    const start = at + 8
    const size = view.getUint32(at + 4, true)
    if (name === 'fmt ') format = readFormat(view, start, size)
    if (name === 'data') {
      if (!format) throw new Error('This WAV file has its data before its format.')
      // A writer to a pipe cannot know the length and writes a huge one: only the data that exists counts.
      return toTelephoneSamples(bytes.subarray(start, Math.min(bytes.length, start + size)), format)
    }
    at = start + size + (size % 2)
  }
  throw new Error('This WAV file has no data chunk.')
}

/** A 16-bit WAV of 8 kHz; the samples of several channels are interleaved. */
export function encodeWav(samples: Int16Array, channels: 1 | 2 = 1): Uint8Array {
  const bytes = new Uint8Array(44 + samples.length * 2)
  const view = new DataView(bytes.buffer)
  const put = (at: number, text: string) => bytes.set(new TextEncoder().encode(text), at)
  put(0, 'RIFF')
  view.setUint32(4, 36 + samples.length * 2, true)
  put(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, PCM, true)
  view.setUint16(22, channels, true)
  view.setUint32(24, SAMPLE_RATE, true)
  view.setUint32(28, SAMPLE_RATE * 2 * channels, true)
  view.setUint16(32, 2 * channels, true)
  view.setUint16(34, 16, true)
  put(36, 'data')
  view.setUint32(40, samples.length * 2, true)
  for (const [i, sample] of samples.entries()) view.setInt16(44 + i * 2, sample, true)
  return bytes
}

function word(view: DataView, at: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)))
}

function readFormat(view: DataView, start: number, size: number): Format {
  if (size < 16 || start + size > view.byteLength) throw new Error('This WAV file is cut off.')
  const tag = view.getUint16(start, true)
  const format = {
    // The extensible form keeps the real tag at the beginning of its sub-format GUID.
    tag: tag === EXTENSIBLE && size >= 26 ? view.getUint16(start + 24, true) : tag,
    channels: view.getUint16(start + 2, true),
    rate: view.getUint32(start + 4, true),
    bits: view.getUint16(start + 14, true),
  }
  if (format.channels < 1 || format.rate < 1000 || format.rate > 384_000) {
    throw new Error(`This WAV file says ${format.channels} channels at ${format.rate} Hz.`)
  }
  return format
}

function toTelephoneSamples(data: Uint8Array, format: Format): Int16Array {
  const { channels, rate } = format
  const values = toNumbers(data, format)
  const mono = new Float32Array(Math.floor(values.length / channels))
  for (let i = 0; i < mono.length; i++) {
    let sum = 0
    for (let c = 0; c < channels; c++) sum += values[i * channels + c] ?? 0
    mono[i] = sum / channels
  }
  return Int16Array.from(resample(mono, rate, SAMPLE_RATE), (value) => saturate(value * 32768))
}

/** Interleaved samples as -1 to 1. */
function toNumbers(data: Uint8Array, { tag, bits }: Format): Float32Array {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  const read = (size: number, value: (at: number) => number) =>
    Float32Array.from({ length: Math.floor(data.length / size) }, (_, i) => value(i * size))
  if (tag === MULAW && bits === 8) return Float32Array.from(decodeMulaw(data), (s) => s / 32768)
  if (tag === FLOAT && bits === 32) return read(4, (at) => view.getFloat32(at, true))
  if (tag === PCM && bits === 8) return read(1, (at) => (view.getUint8(at) - 128) / 128)
  if (tag === PCM && bits === 16) return read(2, (at) => view.getInt16(at, true) / 32768)
  if (tag === PCM && bits === 24) {
    return read(3, (at) => ((view.getInt8(at + 2) << 16) | view.getUint16(at, true)) / 2 ** 23)
  }
  if (tag === PCM && bits === 32) return read(4, (at) => view.getInt32(at, true) / 2 ** 31)
  throw new Error(
    `This WAV file has format ${tag} with ${bits} bits; use PCM (8 to 32 bits), float or μ-law.`,
  )
}
