/** Linear samples of a 16-bit mono WAV, as -1…1, and its rate. */
export function readWav(bytes: Uint8Array): { samples: Float64Array; rate: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let rate = 0
  for (let at = 12; at + 8 <= bytes.length;) {
    const id = String.fromCharCode(...bytes.subarray(at, at + 4))
    const size = view.getUint32(at + 4, true)
    if (id === 'fmt ') rate = view.getUint32(at + 12, true)
    if (id === 'data') {
      const count = Math.floor(Math.min(size, bytes.length - at - 8) / 2)
      const samples = Float64Array.from(
        { length: count },
        (_, i) => view.getInt16(at + 8 + i * 2, true) / 32768,
      )
      return { samples, rate }
    }
    at += 8 + size + (size % 2)
  }
  throw new Error('Not a WAV file.')
}

/**
 * How much of what was heard is something else than `reference` (which may loop), in dB below the whole: about -20 and
 * less means "nothing but the reference", near 0 means "not the reference". Finds the best alignment by itself.
 */
export function strangeness(heard: Float64Array, reference: Float64Array): number {
  const energy = dot(heard, heard)
  if (energy === 0) return 0
  let best = Number.POSITIVE_INFINITY
  for (let offset = 0; offset < reference.length; offset += 1) {
    const score = residual(heard, reference, offset, 8)
    if (score < best) best = score
  }
  return 10 * Math.log10(Math.max(best, 1e-12))
}

/** The share of energy left after the best-fitting gain of the reference is taken away; `step` thins the samples. */
function residual(
  heard: Float64Array,
  reference: Float64Array,
  offset: number,
  step: number,
): number {
  let cross = 0
  let own = 0
  let total = 0
  for (let i = 0; i < heard.length; i += step) {
    const h = heard[i] ?? 0
    const r = reference[(offset + i) % reference.length] ?? 0
    cross += h * r
    own += r * r
    total += h * h
  }
  return own === 0 || total === 0 ? 1 : 1 - (cross * cross) / (own * total)
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)
}

/** The share of the energy (0…1) that lies at one frequency: Goertzel over the whole. */
export function toneShare(samples: Float64Array, hz: number, rate: number): number {
  const turn = (2 * Math.PI * hz) / rate
  const energy = dot(samples, samples)
  if (energy === 0) return 0
  let [before, last] = [0, 0]
  for (const sample of samples) [before, last] = [last, sample + 2 * Math.cos(turn) * last - before]
  const power = last * last + before * before - 2 * Math.cos(turn) * last * before
  return (2 * power) / (samples.length * energy)
}
