import { createDtmfDetector } from '../media/dtmf.ts'
import type { Frame } from '../media/frame.ts'
import type { Hearing } from '../media/meter.ts'
import type { Ticker } from '../media/ticker.ts'
import { createRecording } from './recording.ts'

/** Who speaks and listens at a phone: a programme, or a person at the customer page. */
export interface PhoneVoice {
  /** The next 20 ms from the phone; called once per tick of an answered call. */
  speak(): Frame | null
  /** What the phone hears in this tick. */
  hear(frame: Frame | null): void
}

/** The sound of one call at a phone. It records from its creation on. */
export interface Handset {
  /** What the phone hears in this tick; null is silence. */
  write(frame: Frame | null): void
  /** What the phone says in this tick, or null while it has no voice. */
  read(): Frame | null
  start(voice: PhoneVoice): void
  stop(): void
  hears(): Hearing
  digitsHeard(): string
  heardSamples(): Int16Array
}

/** Paced by the clock, not by the switch: a phone hears and speaks even while nobody listens to it. */
export function createHandset(ticker: Ticker): Handset {
  const recording = createRecording()
  const detector = createDtmfDetector()
  let voice: PhoneVoice | undefined
  let incoming: Frame | null = null
  let outgoing: Frame | null = null
  let digits = ''

  const stopTicking = ticker.onTick(() => {
    recording.write(incoming)
    digits += detector.write(incoming) ?? ''
    voice?.hear(incoming)
    outgoing = voice?.speak() ?? null
    incoming = null
  }, 'deliver')

  return {
    write(frame) {
      incoming = frame
    },
    read: () => outgoing,
    start(given) {
      voice = given
    },
    stop() {
      stopTicking()
      voice = undefined
      outgoing = null
    },
    hears: () => recording.hears(),
    digitsHeard: () => digits,
    heardSamples: () => recording.samples(),
  }
}
