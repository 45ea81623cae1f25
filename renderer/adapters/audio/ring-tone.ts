import type { SoundPort } from '../../ports/sound-port.ts'

/** The ring tone and the signal of a waiting call, each through an audio element of its own. */
export function createRingTone(ring: HTMLAudioElement, waiting: HTMLAudioElement): SoundPort {
  ring.loop = true
  for (const audio of [ring, waiting]) audio.preload = 'auto'
  return {
    startRinging: () => play(ring),
    stopRinging: () => ring.pause(),
    beep: () => play(waiting),
  }
}

function play(audio: HTMLAudioElement): void {
  audio.currentTime = 0
  // A browser plays nothing before the person has touched the page; the screen tells all the same.
  audio.play().catch(() => undefined)
}
