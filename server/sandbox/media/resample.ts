/** Zero crossings of the sinc on either side: enough for telephone band, cheap enough for long files. */
const CROSSINGS = 12

/**
 * Changes the sample rate with a Hann-windowed sinc, which also removes what the lower rate cannot carry:
 * without it a 48 kHz recording's hiss folds into speech. `input` is -1 to 1.
 */
export function resample(input: Float32Array, from: number, to: number): Float32Array {
  if (from === to) return input
  const output = new Float32Array(Math.round((input.length * to) / from))
  const cutoff = Math.min(1, to / from)
  const reach = CROSSINGS / cutoff
  for (let n = 0; n < output.length; n++) {
    const centre = (n * from) / to
    const first = Math.max(0, Math.ceil(centre - reach))
    const last = Math.min(input.length - 1, Math.floor(centre + reach))
    let sum = 0
    for (let i = first; i <= last; i++) {
      const distance = i - centre
      const window = 0.5 + 0.5 * Math.cos((Math.PI * distance) / reach)
      sum += (input[i] ?? 0) * sinc(distance * cutoff) * window
    }
    output[n] = sum * cutoff
  }
  return output
}

function sinc(x: number): number {
  if (x === 0) return 1
  const angle = Math.PI * x
  return Math.sin(angle) / angle
}
