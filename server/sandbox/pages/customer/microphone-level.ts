/** Measures how loud a microphone is. */
export interface MicrophoneLevel {
  /** 0 is silence, 1 is as loud as it gets. */
  read(): number
  close(): void
}

/** Below this a voice is not understood any more. */
const QUIETEST_DBFS = -60

export function measure(microphone: MediaStream): MicrophoneLevel {
  const context = new AudioContext()
  const analyser = context.createAnalyser()
  analyser.fftSize = 1024
  context.createMediaStreamSource(microphone).connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  return {
    read() {
      analyser.getFloatTimeDomainData(samples)
      return levelOf(samples)
    },
    close: () => void context.close(),
  }
}

/** The loudness of samples from -1 to 1, on a scale that follows the ear. */
export function levelOf(samples: Float32Array): number {
  let energy = 0
  for (const sample of samples) energy += sample * sample
  const dbfs = 10 * Math.log10((2 * energy) / samples.length)
  return Math.min(1, Math.max(0, 1 - dbfs / QUIETEST_DBFS))
}
