import type { Frame } from './frame.ts'

const BIAS = 0x84
const CLIP = 32635

/** G.711 μ-law (PCMU) of one 16-bit sample. */
export function encodeSample(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0
  const magnitude = Math.min(CLIP, Math.abs(sample)) + BIAS
  const exponent = 24 - Math.clz32(magnitude)
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f
  return ~(sign | (exponent << 4) | mantissa) & 0xff
}

/** The 16-bit sample that a G.711 μ-law byte stands for. */
export function decodeSample(byte: number): number {
  const bits = ~byte & 0xff
  const exponent = (bits >> 4) & 0x07
  const magnitude = (((bits & 0x0f) << 3) + BIAS) << exponent
  return bits & 0x80 ? BIAS - magnitude : magnitude - BIAS
}

const DECODED = Int16Array.from({ length: 256 }, (_, byte) => decodeSample(byte))
const ENCODED = Uint8Array.from({ length: 65536 }, (_, bits) => encodeSample((bits << 16) >> 16))

/** One byte a sample. */
export function encodeMulaw(samples: Int16Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(samples.length)
  for (let i = 0; i < bytes.length; i++) bytes[i] = ENCODED[(samples[i] ?? 0) & 0xffff] ?? 0xff
  return bytes
}

/** One sample a byte. */
export function decodeMulaw(bytes: Uint8Array): Frame {
  const samples = new Int16Array(bytes.length)
  for (let i = 0; i < samples.length; i++) samples[i] = DECODED[bytes[i] ?? 0xff] ?? 0
  return samples
}
