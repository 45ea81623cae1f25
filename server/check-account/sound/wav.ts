import { RATE } from './tones.ts'

const HEADER_BYTES = 44

/** A WAV file of one channel, 16 bit. */
export function writeWav(samples: Int16Array): Buffer {
  const file = Buffer.alloc(HEADER_BYTES + samples.length * 2)
  file.write('RIFF', 0, 'latin1')
  file.writeUInt32LE(file.length - 8, 4)
  file.write('WAVEfmt ', 8, 'latin1')
  file.writeUInt32LE(16, 16)
  file.writeUInt16LE(1, 20)
  file.writeUInt16LE(1, 22)
  file.writeUInt32LE(RATE, 24)
  file.writeUInt32LE(RATE * 2, 28)
  file.writeUInt16LE(2, 32)
  file.writeUInt16LE(16, 34)
  file.write('data', 36, 'latin1')
  file.writeUInt32LE(samples.length * 2, 40)
  samples.forEach((sample, at) => file.writeInt16LE(sample, HEADER_BYTES + at * 2))
  return file
}

/** The samples of each channel of a recording (8 kHz, 16 bit). Throws when it is something else. */
export function readWav(file: Buffer): readonly Int16Array[] {
  const parts = chunksOf(file)
  const format = parts.get('fmt ')
  const data = parts.get('data')
  if (format === undefined || data === undefined) throw new Error('the recording is not a WAV file')
  const [kind, channels, rate] = [
    format.readUInt16LE(0),
    format.readUInt16LE(2),
    format.readUInt32LE(4),
  ]
  const bits = format.readUInt16LE(14)
  if (kind !== 1 || bits !== 16 || rate !== RATE) {
    throw new Error(`the recording is not 16-bit PCM at ${RATE} Hz`)
  }
  const length = Math.floor(data.length / (2 * channels))
  return Array.from({ length: channels }, (_, channel) =>
    Int16Array.from({ length }, (_sample, at) => data.readInt16LE((at * channels + channel) * 2)),
  )
}

function chunksOf(file: Buffer): ReadonlyMap<string, Buffer> {
  const found = new Map<string, Buffer>()
  if (file.length < 12 || file.toString('latin1', 8, 12) !== 'WAVE') return found
  for (let at = 12; at + 8 <= file.length;) {
    const size = file.readUInt32LE(at + 4)
    found.set(file.toString('latin1', at, at + 4), file.subarray(at + 8, at + 8 + size))
    at += 8 + size + (size % 2)
  }
  return found
}
