import { MediaStream } from '../streams/media-stream.ts'
import type { StreamRequest } from '../streams/media-stream.ts'
import { followAction, leaveCauseOf } from './context.ts'
import type { Onward, VerbContext } from './context.ts'
import type { ConnectStreamVerb, StopVerb } from './document.ts'
import { resolveUrl } from './fetch.ts'

/** `<Start><Stream>`: the document goes on at once. Docs: voice/twiml/stream. */
export function startStream(
  { services, call, base }: VerbContext,
  asked: StreamRequest,
): MediaStream {
  call.answer()
  const stream = new MediaStream(services, call, absolute(asked, base))
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
  const found =
    what === 'stream'
      ? services.streams.find(call.sid, name)
      : services.recordings
          .list()
          .find(({ subject, options }) => subject.callSid === call.sid && options.name === name)
  if (found) return found.stop()
  const message = `Stop: the call has no ${what} '${name}'`
  services.notices.note({ level: 'warning', code: 20404, message, callSid: call.sid, url: base })
}

/** A relative URL is on the document's host, by WebSocket. */
function absolute(asked: StreamRequest, base: string): StreamRequest {
  const { url, report } = asked
  return {
    ...asked,
    url: resolveUrl(url, base).replace(/^http/, 'ws'),
    report: report && { ...report, url: resolveUrl(report.url, base) },
  }
}
