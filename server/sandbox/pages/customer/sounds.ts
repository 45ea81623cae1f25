import type { PhoneState } from './customer-api.ts'

interface Sound {
  readonly hz: readonly number[]
  /** Seconds. */
  readonly on: number
  /** Seconds. */
  readonly off: number
  readonly gain: number
}

/** What a telephone itself sounds like: its bell, and the ringing that its caller hears. */
const RINGBACK: Sound = { hz: [440, 480], on: 2, off: 4, gain: 0.05 }
const BELL: Sound = { hz: [660, 880], on: 1, off: 2, gain: 0.08 }

let context: AudioContext | undefined
let stopCurrent = () => {}
let current: Sound | null = null

/** Makes the sound that belongs to a call's state, and stops any other. */
export function soundFor(call: PhoneState['call']): void {
  const wanted = soundOf(call)
  if (wanted === current) return
  stopCurrent()
  current = wanted
  stopCurrent = wanted ? play(wanted) : () => {}
}

function soundOf(call: PhoneState['call']): Sound | null {
  if (call?.state !== 'ringing') return null
  return call.direction === 'incoming' ? BELL : RINGBACK
}

function play({ hz, on, off, gain }: Sound): () => void {
  context ??= new AudioContext()
  const { currentTime, destination } = context
  void context.resume()
  const volume = context.createGain()
  volume.gain.setValueAtTime(0, currentTime)
  volume.connect(destination)
  const tones = hz.map((frequency) => playTone(volume, frequency))
  const ring = () => {
    const now = volume.context.currentTime
    volume.gain.setValueAtTime(gain, now)
    volume.gain.setValueAtTime(0, now + on)
  }
  ring()
  const timer = setInterval(ring, (on + off) * 1000)
  return () => {
    clearInterval(timer)
    for (const tone of tones) tone.stop()
    volume.disconnect()
  }
}

function playTone(volume: GainNode, frequency: number): OscillatorNode {
  const tone = new OscillatorNode(volume.context, { frequency })
  tone.connect(volume)
  tone.start()
  return tone
}
