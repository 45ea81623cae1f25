/** Samples of telephony per second. */
const RATE = 8000
const BIAS = 0x84

/** G.711 μ-law of one 16-bit sample. */
function encode(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0
  const magnitude = Math.min(32_635, Math.abs(Math.round(sample))) + BIAS
  const exponent = 24 - Math.clz32(magnitude)
  return ~(sign | (exponent << 4) | ((magnitude >> (exponent + 3)) & 0x0f)) & 0xff
}

function decode(byte: number): number {
  const bits = ~byte & 0xff
  const magnitude = (((bits & 0x0f) << 3) + BIAS) << ((bits >> 4) & 0x07)
  return bits & 0x80 ? BIAS - magnitude : magnitude - BIAS
}

/** A steady tone, 20 ms of μ-law at a time. */
export function toneOf(hz: number): () => Buffer {
  let position = 0
  return () => {
    const frame = Buffer.alloc(RATE / 50)
    for (let i = 0; i < frame.length; i += 1, position += 1) {
      frame[i] = encode(6000 * Math.sin((2 * Math.PI * hz * position) / RATE))
    }
    return frame
  }
}

export function samplesOf(payload: Uint8Array): readonly number[] {
  return [...payload].map(decode)
}

/** The share of a sound's energy (0…1) that lies at one frequency: Goertzel over the whole. Silence has none. */
export function toneShare(samples: readonly number[], hz: number): number {
  const energy = samples.reduce((sum, sample) => sum + sample * sample, 0)
  if (energy < samples.length * 100) return 0
  const turn = (2 * Math.PI * hz) / RATE
  let [before, last] = [0, 0]
  for (const sample of samples) {
    ;[before, last] = [last, sample + 2 * Math.cos(turn) * last - before]
  }
  const power = last * last + before * before - 2 * Math.cos(turn) * last * before
  return (2 * power) / (samples.length * energy)
}

/** The same tone as a file of so many seconds: WAV, 16 bit. */
export function toneWav(hz: number, seconds: number): Buffer {
  const samples = Array.from({ length: seconds * RATE }, (_, i) =>
    Math.round(6000 * Math.sin((2 * Math.PI * hz * i) / RATE)),
  )
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + samples.length * 2, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(RATE, 24)
  head.writeUInt32LE(RATE * 2, 28)
  head.writeUInt16LE(2, 32)
  head.writeUInt16LE(16, 34)
  head.write('data', 36)
  head.writeUInt32LE(samples.length * 2, 40)
  return Buffer.concat([head, Buffer.from(Int16Array.from(samples).buffer)])
}
