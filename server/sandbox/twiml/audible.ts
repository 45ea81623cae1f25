import { dtmfSource } from '../media/dtmf.ts'
import type { FrameSource } from '../media/frame.ts'
import { limitedSource, samplesSource, silenceSource } from '../media/sources.ts'
import { speak } from '../media/speech.ts'
import type { VoiceServices } from '../telephony/services.ts'
import type { PauseVerb, PlayVerb, SayVerb } from './document.ts'

import { fetchAudio, resolveUrl } from './fetch.ts'

/** The sound of a `<Say>`, `<Play>` or `<Pause>`. Throws a TwimlFault when a file cannot be had or played. */
export async function audible(
  services: Pick<VoiceServices, 'sender' | 'notices'>,
  verb: SayVerb | PlayVerb | PauseVerb,
  base: string,
): Promise<FrameSource> {
  switch (verb.kind) {
    case 'say':
      return samplesSource(await speak(verb.text), { loop: verb.loop })
    case 'pause':
      return limitedSource(silenceSource(), verb.seconds)
    case 'play': {
      if (verb.digits !== '') return dtmfSource(verb.digits)
      const samples = await fetchAudio(services, resolveUrl(verb.url, base))
      return samplesSource(samples, { loop: verb.loop })
    }
  }
}
