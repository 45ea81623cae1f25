/** What a telephone itself sounds like: its bell, and the ringing that its caller hears. */

const RINGBACK = { hz: [440, 480], on: 2, off: 4, gain: 0.05 }
const BELL = { hz: [660, 880], on: 1, off: 2, gain: 0.08 }

let context
let stopCurrent = () => {}
let current = null

function play({ hz, on, off, gain }) {
  context ??= new AudioContext()
  void context.resume()
  const volume = context.createGain()
  volume.gain.value = 0
  volume.connect(context.destination)
  const tones = hz.map((frequency) => {
    const tone = new OscillatorNode(context, { frequency })
    tone.connect(volume)
    tone.start()
    return tone
  })
  const ring = () => {
    volume.gain.setValueAtTime(gain, context.currentTime)
    volume.gain.setValueAtTime(0, context.currentTime + on)
  }
  ring()
  const timer = setInterval(ring, (on + off) * 1000)
  return () => {
    clearInterval(timer)
    for (const tone of tones) tone.stop()
    volume.disconnect()
  }
}

/** Makes the sound that belongs to a call's state, and no other. */
export function soundFor(call) {
  const ringing = call?.state === 'ringing'
  const wanted = ringing ? (call.direction === 'incoming' ? BELL : RINGBACK) : null
  if (wanted === current) return
  stopCurrent()
  current = wanted
  stopCurrent = wanted ? play(wanted) : () => {}
}
