import { newSid } from '../../account.ts'
import { callParams } from '../../telephony/call/call-params.ts'
import type { Recording } from '../../telephony/recording/call-recording.ts'
import type { VerbContext } from '../run/context.ts'
import type { RecordVerb } from '../parse/document.ts'
import { resolveUrl } from '../parse/resolve-url.ts'

/** Docs: voice/twiml/record#attributes-transcribe: longer ones are not transcribed. */
const LONGEST_SECONDS = 120

/**
 * Collects what the caller says during a `<Record transcribe>`; the returned function reports the text of the finished
 * recording. Docs: voice/twiml/record#attributes-transcribe-callback.
 */
export function listenForText(
  { services, call, base }: VerbContext,
  { transcribe }: RecordVerb,
): (recording: Recording) => void {
  const said: string[] = []
  const stop = call.onSpeech(({ text }, track) => {
    if (track === 'inbound') said.push(text)
  })
  return (recording) => {
    stop()
    if (transcribe === null || recording.status === 'absent') return
    const sid = newSid('TR')
    const understood = said.length > 0 && (recording.duration ?? 0) <= LONGEST_SECONDS
    void services.sender.send({
      url: resolveUrl(transcribe.url, base),
      method: transcribe.method,
      expects: 'nothing',
      params: {
        ...callParams(call),
        RecordingSid: recording.sid,
        RecordingUrl: recording.url,
        TranscriptionSid: sid,
        TranscriptionStatus: understood ? 'completed' : 'failed',
        TranscriptionText: understood ? said.join(' ') : '',
        TranscriptionType: 'fast',
        TranscriptionUrl: `${recording.url}/Transcriptions/${sid}`,
      },
    })
  }
}
