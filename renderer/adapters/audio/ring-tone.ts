import type { SoundPort } from '../../ports/sound-port.ts'

const SAMPLE_MS = 2_500

/** The ring tone and the signal of a waiting call, each through an audio element of its own. */
export function createRingTone(ring: HTMLAudioElement, waiting: HTMLAudioElement): SoundPort {
  let ringing = false
  let sampling: ReturnType<typeof setTimeout> | null = null
  ring.loop = true
  for (const audio of [ring, waiting]) audio.preload = 'auto'

  function endSample(): void {
    if (sampling !== null) clearTimeout(sampling)
    sampling = null
    if (!ringing) ring.pause()
  }

  return {
    startRinging() {
      ringing = true
      play(ring)
    },
    stopRinging() {
      ringing = false
      ring.pause()
    },
    beep: () => play(waiting),
    choose({ deviceId, volume }) {
      ring.volume = volume
      sendTo(ring, deviceId)
    },
    sample() {
      if (ringing) return
      endSample()
      play(ring)
      sampling = setTimeout(endSample, SAMPLE_MS)
    },
  }
}

function play(audio: HTMLAudioElement): void {
  audio.currentTime = 0
  // A browser plays nothing before the person has touched the page; the screen still shows the call.
  audio.play().catch(() => undefined)
}

/** If the device is gone or the browser offers no choice, the ring plays on the default device. */
function sendTo(audio: HTMLAudioElement, deviceId: string | null): void {
  if (!('setSinkId' in audio)) return
  audio.setSinkId(deviceId ?? '').catch(() => audio.setSinkId('').catch(() => undefined))
}
