import { assertNever } from '../assert-never.ts'
import { recordCall } from '../telephony/recording/call-recording.ts'
import { play } from '../telephony/audio/player.ts'
import { audibleOrNothing } from './run/audible.ts'
import { connectStream, startStream, startTranscription, stopByName } from './verbs/background.ts'
import type { Onward, VerbContext } from './run/context.ts'
import { dialConference } from './verbs/dial-conference.ts'
import { dialParties } from './verbs/dial-parties.ts'
import { dialQueue } from './verbs/dial-queue.ts'
import type { PauseVerb, PlayVerb, SayVerb, Verb } from './parse/document.ts'
import { enqueue } from './verbs/enqueue.ts'
import { gather } from './verbs/gather.ts'
import { TwimlError } from './parse/twiml-error.ts'
import { resolveUrl } from './parse/resolve-url.ts'
import { record } from './verbs/record.ts'
import { absoluteRecording } from './parse/recording-attributes.ts'

/** Executes one verb. Settles when the verb is over or the call has left the document. */
export async function execute(context: VerbContext, verb: Verb): Promise<Onward> {
  const { call, base } = context
  switch (verb.kind) {
    case 'say':
    case 'play':
    case 'pause':
      await sound(context, verb)
      return null
    case 'redirect':
      return { kind: 'url', url: resolveUrl(verb.link.url, base), method: verb.link.method }
    case 'dial-conference':
      return await dialConference(context, verb)
    case 'dial-queue':
      return await dialQueue(context, verb)
    case 'dial-parties':
      return await dialParties(context, verb)
    case 'gather':
      return await gather(context, verb)
    case 'record':
      return await record(context, verb)
    case 'start-recording':
      call.answer()
      recordCall(context.services, call, absoluteRecording(verb.recording, base))
      return null
    case 'start-stream':
      startStream(context, verb.stream)
      return null
    case 'start-transcription':
      startTranscription(context, verb.transcription)
      return null
    case 'connect-stream':
      return await connectStream(context, verb)
    case 'stop':
      stopByName(context, verb)
      return null
    case 'enqueue':
      return await enqueue(context, verb)
    case 'hangup':
      call.answer()
      call.end('completed', 'switch')
      return null
    case 'reject':
      if (call.answeredAt !== null) call.end('completed', 'switch')
      else if (verb.reason === 'busy') call.end('busy', 'switch', { kind: 'busy' })
      else call.end('no-answer', 'switch', { kind: 'failed', code: 31603, message: 'Rejected' })
      return null
    case 'refused':
      throw new TwimlError(verb.code, verb.message, base)
    case 'leave':
      throw new TwimlError(12200, '<Leave> is for the document of a waitUrl')
    default:
      return assertNever(verb)
  }
}

/** A leading `<Pause>` lets the call ring; a sound answers it. Docs: voice/twiml/pause. */
async function sound(
  { services, call, signal, base }: VerbContext,
  verb: SayVerb | PlayVerb | PauseVerb,
): Promise<void> {
  if (verb.kind === 'pause' && call.audio === null) {
    return await silentWait(services.clock, verb.seconds, signal)
  }
  const source = await audibleOrNothing(services, call, verb, base)
  if (source === null || signal.aborted) return
  call.answer()
  if (call.audio) await play(services.audio, call.audio, source, signal)
}

function silentWait(
  clock: VerbContext['services']['clock'],
  seconds: number,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(seconds * 1000, finish)
    function finish(): void {
      cancel()
      signal.removeEventListener('abort', finish)
      resolve()
    }
    signal.addEventListener('abort', finish)
  })
}
