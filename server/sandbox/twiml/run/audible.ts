import { assertNever } from '../../assert-never.ts'
import { dtmfSource } from '../../media/dtmf.ts'
import type { FrameSource } from '../../media/frame.ts'
import { limitedSource, samplesSource, silenceSource } from '../../media/sources.ts'
import { speak } from '../../media/speech.ts'
import type { Call } from '../../telephony/call/call.ts'
import type { VoiceServices } from '../../telephony/services.ts'
import type { PauseVerb, PlayVerb, SayVerb } from '../parse/document.ts'
import { TwimlError } from '../parse/twiml-error.ts'
import { fetchAudio } from './fetch.ts'
import { resolveUrl } from '../parse/resolve-url.ts'

type Sounding = Pick<VoiceServices, 'sender' | 'notices' | 'said'>

/** The sound of a `<Say>`, `<Play>` or `<Pause>`. Throws a TwimlError when a file cannot be fetched or played. */
export async function soundOfVerb(
  services: Sounding,
  call: Call,
  verb: SayVerb | PlayVerb | PauseVerb,
  base: string,
): Promise<FrameSource> {
  switch (verb.kind) {
    case 'say':
      return await speakVerb(services, call, verb)
    case 'pause':
      return limitedSource(silenceSource(), verb.seconds)
    case 'play': {
      if (verb.digits !== '') return dtmfSource(verb.digits)
      const samples = await fetchAudio(services, resolveUrl(verb.url, base))
      return samplesSource(samples, { loop: verb.loop })
    }
    default:
      return assertNever(verb)
  }
}

async function speakVerb({ said }: Sounding, call: Call, verb: SayVerb): Promise<FrameSource> {
  const { text, voice, language, loop } = verb
  said.add({ callSid: call.sid, text, voice, language })
  return samplesSource(await speak(text, { voice, language }), { loop })
}

/** A file that cannot be played is noted, and the document continues: null. */
export async function audibleOrNothing(
  services: Sounding,
  call: Call,
  verb: SayVerb | PlayVerb | PauseVerb,
  base: string,
): Promise<FrameSource | null> {
  try {
    return await soundOfVerb(services, call, verb, base)
  } catch (error) {
    if (!(error instanceof TwimlError)) throw error
    services.notices.note(error.notice('error', call.sid))
    return null
  }
}
