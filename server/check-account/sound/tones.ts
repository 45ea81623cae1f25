/** Who sends which tone, Hz: far enough apart to tell them from each other in 20 ms. */
export const TONES = {
  music: 440,
  announcement: 660,
  agent: 880,
  customer: 1100,
} as const

export type Tone = keyof typeof TONES

/** Samples per second, in what is played and in what Twilio records. */
export const RATE = 8000

const LOUDNESS = 8000

/** A steady tone of whole seconds, 16 bit. It begins and ends at zero, so that it can follow itself without a click. */
export function makeTone(tone: Tone, seconds: number): Int16Array {
  const turn = (2 * Math.PI * TONES[tone]) / RATE
  return Int16Array.from({ length: seconds * RATE }, (_, at) =>
    Math.round(LOUDNESS * Math.sin(turn * at)),
  )
}

/** How strong one frequency is in a piece of sound, as the loudness of a sine (Goertzel's algorithm). */
export function loudnessAt(samples: Int16Array, hz: number): number {
  const turn = (2 * Math.PI * hz) / RATE
  let [before, last] = [0, 0]
  for (const sample of samples) {
    ;[before, last] = [last, sample + 2 * Math.cos(turn) * last - before]
  }
  const power = last * last + before * before - 2 * Math.cos(turn) * last * before
  return (2 * Math.sqrt(Math.max(0, power))) / samples.length
}
