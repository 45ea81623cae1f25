import { MediaStream } from '../../streams/media-stream.ts'
import type { StreamRequest } from '../../streams/media-stream.ts'
import { Transcription } from '../../streams/transcription.ts'
import type { TranscriptionRequest } from '../../streams/transcription.ts'
import type { Call } from '../../telephony/call/call.ts'
import { followAction, leaveCauseOf } from '../run/context.ts'
import type { Onward, VerbContext } from '../run/context.ts'
import type { ConnectStreamVerb, StopVerb } from '../parse/document.ts'
import { resolveUrl } from '../parse/resolve-url.ts'

/** `<Start><Stream>`: the document goes on at once. Docs: voice/twiml/stream. */
export function startStream(
  { services, call, base }: VerbContext,
  requested: StreamRequest,
): MediaStream {
  call.answer()
  const stream = new MediaStream(services, call, resolveStreamUrls(requested, base))
  services.streams.add(stream)
  return stream
}

/** `<Connect><Stream>`: the document goes on when the server closes the socket. Docs: voice/twiml/connect. */
export async function connectStream(
  context: VerbContext,
  verb: ConnectStreamVerb,
): Promise<Onward> {
  const { signal } = context
  const stream = startStream(context, verb.stream)
  const leave = () => stream.stop()
  signal.addEventListener('abort', leave)
  if (signal.aborted) leave()
  await stream.ended
  signal.removeEventListener('abort', leave)
  return leaveCauseOf(context) === 'updated' ? null : followAction(context, verb.action, {})
}

/** `<Stop>`: by the name that `<Start>` gave. */
export function stopByName({ services, call, base }: VerbContext, { what, name }: StopVerb): void {
  const found = byName(services, call, what, name)
  if (found) return found.stop()
  const message = `Stop: the call has no ${what} '${name}'`
  services.notices.note({ level: 'warning', code: 20404, message, callSid: call.sid, url: base })
}

function byName(
  { streams, transcriptions, recordings }: VerbContext['services'],
  { sid }: Call,
  what: StopVerb['what'],
  name: string,
): { stop(): void } | null {
  if (what === 'stream') return streams.find(sid, name)
  if (what === 'transcription') return transcriptions.find(sid, name)
  const ofName = recordings
    .list()
    .findLast(({ subject, options }) => subject.callSid === sid && options.name === name)
  return ofName ?? null
}

/** `<Start><Transcription>`: what is said from now on. Docs: voice/twiml/transcription. */
export function startTranscription(
  { services, call, base }: VerbContext,
  requested: TranscriptionRequest,
): void {
  call.answer()
  const { report } = requested
  const absoluteReport = report && { ...report, url: resolveUrl(report.url, base) }
  const transcription = new Transcription(services, call, { ...requested, report: absoluteReport })
  services.transcriptions.add(transcription)
}

/** A relative URL is on the document's host, by WebSocket. */
function resolveStreamUrls(requested: StreamRequest, base: string): StreamRequest {
  const { url, report } = requested
  return {
    ...requested,
    url: resolveUrl(url, base).replace(/^http/, 'ws'),
    report: report && { ...report, url: resolveUrl(report.url, base) },
  }
}
