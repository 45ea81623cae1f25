import { limitedSource, toneSource } from '../../media/sources.ts'
import { FRAME_MS } from '../../media/frame.ts'
import { isLoud } from '../../media/voice-activity.ts'
import { recordCall } from '../../telephony/recording/call-recording.ts'
import { play } from '../../telephony/audio/player.ts'
import { followAction, leaveCauseOf } from '../run/context.ts'
import type { Onward, VerbContext } from '../run/context.ts'
import type { RecordVerb } from '../parse/document.ts'
import { absoluteRecording } from '../parse/recording-attributes.ts'
import { listenForText } from './voicemail-text.ts'

const BEEP_HZ = 1000
const BEEP_DBFS = -16
const BEEP_SECONDS = 0.5

/**
 * `<Record>`: only the caller is recorded, until a key, silence, the longest time or the call's end. An empty recording
 * lets the document go on. Docs: voice/twiml/record.
 */
export async function record(context: VerbContext, verb: RecordVerb): Promise<Onward> {
  const { services, call, signal, base } = context
  call.answer()
  if (verb.playBeep && call.audio) {
    const beep = limitedSource(toneSource(BEEP_HZ, BEEP_DBFS), BEEP_SECONDS)
    await play(services.audio, call.audio, beep, signal)
  }
  if (signal.aborted) return null
  const recording = recordCall(services, call, absoluteRecording(verb.recording, base))
  const tellText = listenForText(context, verb)
  const key = await waitForEnd(context, verb)
  recording.stop()
  tellText(recording)
  if (recording.status === 'absent' || leaveCauseOf(context) === 'updated') return null
  return followAction(context, verb.action ?? { url: base, method: verb.method }, {
    RecordingUrl: recording.url,
    RecordingSid: recording.sid,
    RecordingDuration: String(recording.duration ?? 0),
    Digits: leaveCauseOf(context) === 'hung-up' ? 'hangup' : key,
  })
}

/** The key that ended it, or an empty text. Time is measured in the caller's audio. */
function waitForEnd({ services, call, signal }: VerbContext, verb: RecordVerb): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>()
  let [recorded, silent] = [0, 0]
  const stopListening = services.audio.observe(() => {
    recorded += FRAME_MS
    silent = isLoud(call.audio?.spoke ?? null) ? 0 : silent + FRAME_MS
    const quiet = verb.timeoutSeconds > 0 && silent >= verb.timeoutSeconds * 1000
    if (quiet || recorded >= verb.maxSeconds * 1000) end('')
  })
  const stopKeys = call.onKey((key) => {
    if (verb.finishOnKey.includes(key)) end(key)
  })
  const gone = () => end('')
  signal.addEventListener('abort', gone)
  function end(key: string): void {
    stopListening()
    stopKeys()
    signal.removeEventListener('abort', gone)
    resolve(key)
  }
  return promise
}
