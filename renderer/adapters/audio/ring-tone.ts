import type { SoundPort } from '../../ports/sound-port.ts'

/** The ring tone, through an audio element of its own. */
export function createRingTone(audio: HTMLAudioElement): SoundPort {
  audio.loop = true
  audio.preload = 'auto'
  return {
    startRinging() {
      audio.currentTime = 0
      // A browser plays nothing before the person has touched the page; the screen rings all the same.
      audio.play().catch(() => undefined)
    },
    stopRinging() {
      audio.pause()
    },
  }
}
