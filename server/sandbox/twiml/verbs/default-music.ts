import { SAMPLE_RATE } from '../../media/frame.ts'
import { samplesSource } from '../../media/sources.ts'
import type { Programme } from '../../telephony/audio/music.ts'

/** A slow arpeggio in place of Twilio's classical playlist: recognisable, and quieter than speech. */
const NOTES_HZ = [262, 330, 392, 523, 392, 330]
const NOTE_SECONDS = 0.5
const AMPLITUDE = 2200
const DECAY_PER_SECOND = 3

let rendered: Int16Array | undefined

/** Plays the default music for ever. */
export function defaultMusic(): Programme {
  rendered ??= render()
  const source = samplesSource(rendered, { loop: true })
  return { over: false, read: () => source.read(), close() {} }
}

function render(): Int16Array {
  const length = NOTE_SECONDS * SAMPLE_RATE
  const samples = new Int16Array(NOTES_HZ.length * length)
  for (const [index, hz] of NOTES_HZ.entries()) {
    for (let i = 0; i < length; i++) {
      const time = i / SAMPLE_RATE
      const loudness = AMPLITUDE * Math.exp(-DECAY_PER_SECOND * time)
      samples[index * length + i] = loudness * Math.sin(2 * Math.PI * hz * time)
    }
  }
  return samples
}
