import type { Page } from '@playwright/test'

/** What a page has heard of its far side over the last second, in ten readings of 100 ms. */
export interface Listening {
  /** Loudest and quietest reading, dBFS; -120 is digital silence. */
  readonly loudest: number
  readonly quietest: number
  /** Strongest frequency of the newest reading, Hz; null in silence. */
  readonly hz: number | null
  readonly readings: number
}

declare global {
  interface Window {
    cordboardListening?: () => Listening
    /** Loudness of one frequency over the last second, dBFS: the loudest reading. */
    cordboardTone?: (hz: number) => number
  }
}

/**
 * Runs in the page before the app: taps every remote track of every peer connection with an AnalyserNode. The app
 * is not changed and does not know.
 */
export function tapRemoteAudio(): void {
  const OriginalPeer = window.RTCPeerConnection
  const readings: { dbfs: number; hz: number | null; bins: Float32Array }[] = []
  let context: AudioContext | undefined
  let analyser: AnalyserNode | undefined

  const measure = () => {
    if (!analyser || !context) return
    const samples = new Float32Array(analyser.fftSize)
    analyser.getFloatTimeDomainData(samples)
    const rms = Math.sqrt(
      samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length,
    )
    const dbfs = rms > 1e-6 ? 20 * Math.log10(rms) : -120
    const bins = new Float32Array(analyser.frequencyBinCount)
    analyser.getFloatFrequencyData(bins)
    const peak = bins.indexOf(Math.max(...bins))
    const hz = dbfs > -80 ? (peak * context.sampleRate) / analyser.fftSize : null
    readings.push({ dbfs, hz, bins })
    if (readings.length > 10) readings.shift()
  }

  const listenTo = (track: MediaStreamTrack) => {
    context ??= new AudioContext()
    // One ear for all: with two calls at a desk, what both say is heard.
    analyser ??= context.createAnalyser()
    // 4096 points at 48 kHz are 85 ms: one reading each 100 ms misses next to nothing.
    analyser.fftSize = 4096
    analyser.smoothingTimeConstant = 0
    context.createMediaStreamSource(new MediaStream([track])).connect(analyser)
    readings.length = 0
  }

  window.RTCPeerConnection = class extends OriginalPeer {
    constructor(configuration?: RTCConfiguration) {
      super(configuration)
      this.addEventListener('track', (event) => {
        if (event.track.kind === 'audio') listenTo(event.track)
      })
    }
  }
  setInterval(measure, 100)
  window.cordboardTone = (hz) => {
    if (!context || !analyser) return -120
    const bin = Math.round((hz * analyser.fftSize) / context.sampleRate)
    const near = readings.flatMap(({ bins }) => [...bins.subarray(bin - 2, bin + 3)])
    return Math.max(-120, ...near)
  }
  window.cordboardListening = () => ({
    loudest: Math.max(-120, ...readings.map((reading) => reading.dbfs)),
    quietest: readings.length === 0 ? -120 : Math.min(...readings.map((reading) => reading.dbfs)),
    hz: readings.at(-1)?.hz ?? null,
    readings: readings.length,
  })
}

export function listen(page: Page): Promise<Listening> {
  return page.evaluate(() => {
    if (!window.cordboardListening) throw new Error('The page was opened without its tap.')
    return window.cordboardListening()
  })
}

/** Loudness of one frequency in what the page has heard over the last second, dBFS. */
export function toneHeard(page: Page, hz: number): Promise<number> {
  return page.evaluate((frequency) => {
    if (!window.cordboardTone) throw new Error('The page was opened without its tap.')
    return window.cordboardTone(frequency)
  }, hz)
}
