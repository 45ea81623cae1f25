import { writeTwiml } from '../../twilio/write-twiml.ts'
import { makeTone } from '../sound/tones.ts'
import type { Tone } from '../sound/tones.ts'
import { writeWav } from '../sound/wav.ts'
import type { Published, PublicServer } from './public-server.ts'

/** A tone as an audio file of some seconds. */
export function publishTone(server: PublicServer, tone: Tone, seconds: number): Published {
  const body = writeWav(makeTone(tone, seconds))
  return server.publish(() => ({ type: 'audio/wav', body }))
}

export function publishTwiml(
  server: PublicServer,
  write: Parameters<typeof writeTwiml>[0],
): Published {
  const body = writeTwiml(write)
  return server.publish(() => ({ type: 'text/xml', body }))
}

/** Plays a tone without end, after some seconds of ringing. */
export function loopTwiml(server: PublicServer, tone: Tone, ringSeconds = 0): string {
  const { url } = publishTone(server, tone, 5)
  return writeTwiml((response) => {
    // As the first verb it delays the answer: docs voice/twiml/pause.
    if (ringSeconds > 0) response.pause({ length: ringSeconds })
    response.play({ loop: 0 }, url)
  })
}

export function publishLoop(server: PublicServer, tone: Tone, ringSeconds = 0): Published {
  const body = loopTwiml(server, tone, ringSeconds)
  return server.publish(() => ({ type: 'text/xml', body }))
}
