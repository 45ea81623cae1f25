/** What digital silence measures: a number, so that it can travel as JSON. */
export const SILENCE_DBFS = -100

/** The peak amplitude of a sine of this level. 0 dBFS is a full-scale sine, as in AES17. */
export function sineAmplitude(dbfs: number): number {
  return 32767 * 10 ** (dbfs / 20)
}

/** The level of a signal with this root mean square, on the same scale as `sineAmplitude`. */
export function levelOf(rms: number): number {
  if (rms <= 0) return SILENCE_DBFS
  return Math.max(SILENCE_DBFS, 20 * Math.log10((rms * Math.SQRT2) / 32767))
}

/** Sixteen bits hold no more than this. */
export function saturate(sample: number): number {
  return Math.max(-32768, Math.min(32767, Math.round(sample)))
}
