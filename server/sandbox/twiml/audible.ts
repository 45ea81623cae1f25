import { dtmfSource } from '../media/dtmf.ts'
import type { FrameSource } from '../media/frame.ts'
import { limitedSource, samplesSource, silenceSource } from '../media/sources.ts'
import { speak } from '../media/speech.ts'
import type { Call } from '../telephony/call.ts'
import type { VoiceServices } from '../telephony/services.ts'
import type { PauseVerb, PlayVerb, SayVerb } from './document.ts'
import { TwimlFault } from './fault.ts'
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

/** A file that cannot be played is noted, and the document goes on: null. */
export async function audibleOrNothing(
  services: Pick<VoiceServices, 'sender' | 'notices'>,
  call: Call,
  verb: SayVerb | PlayVerb | PauseVerb,
  base: string,
): Promise<FrameSource | null> {
  try {
    return await audible(services, verb, base)
  } catch (error) {
    if (!(error instanceof TwimlFault)) throw error
    services.notices.note(error.notice('error', call.sid))
    return null
  }
}
