import type { FastifyInstance } from 'fastify'
import { badRequest } from '../../http/rest-error.ts'
import { MediaStream } from '../../streams/media-stream.ts'
import type { StreamRequest } from '../../streams/media-stream.ts'
import { tracksOf } from '../../streams/tracks.ts'
import { API_VERSION } from '../../telephony/call/call-params.ts'
import { method, text } from '../../telephony/form.ts'
import type { Form } from '../../telephony/form.ts'
import { rfc2822 } from '../../telephony/rfc2822.ts'
import type { VoiceServices } from '../../telephony/services.ts'
import { ACCOUNT_PATH, formOf, missing, pathParam } from '../account-scope.ts'

const LIST = `${ACCOUNT_PATH}/Calls/:call/Streams`

/** One-way streams of calls: create and stop. Docs: voice/api/stream-resource. */
export function streamRoutes(app: FastifyInstance, services: VoiceServices): void {
  app.post(LIST, (request) => {
    const call = services.calls.get(pathParam(request, 'call'))
    if (!call) throw missing(request)
    if (call.status !== 'in-progress') {
      throw badRequest('Call is not in-progress. Cannot start a stream.', 21220)
    }
    const stream = new MediaStream(services, call, requestOf(formOf(request)))
    services.streams.add(stream)
    return streamJson(services.accountSid, stream)
  })
  app.post(`${LIST}/:stream`, (request) => {
    const callSid = pathParam(request, 'call')
    const stream = services.streams.find(callSid, pathParam(request, 'stream'))
    if (!stream) throw missing(request)
    const status = text(formOf(request), 'Status')
    if (status !== 'stopped') throw badRequest(`Invalid Status ${status}: only stopped`)
    stream.stop()
    return streamJson(services.accountSid, stream)
  })
}

function requestOf(form: Form): StreamRequest {
  const url = text(form, 'Url')
  if (url === undefined) throw badRequest('Url parameter is required.', 21205)
  const callback = text(form, 'StatusCallback') ?? ''
  return {
    url,
    name: text(form, 'Name') ?? null,
    tracks: tracksOf(text(form, 'Track')),
    parameters: parametersOf(form),
    report:
      callback === '' ? null : { url: callback, method: method(form, 'StatusCallbackMethod') },
    bidirectional: false,
  }
}

/** `Parameter1.Name`, `Parameter1.Value` and so on. */
function parametersOf(form: Form): Record<string, string> {
  const pairs = Object.keys(form).flatMap((key) => {
    const index = /^Parameter(?<index>\d+)\.Name$/.exec(key)?.groups?.['index']
    if (index === undefined) return []
    return [[text(form, key) ?? '', text(form, `Parameter${index}.Value`) ?? '']]
  })
  return Object.fromEntries(pairs)
}

function streamJson(accountSid: string, stream: MediaStream): Record<string, unknown> {
  const { sid, call, request, status, updatedAt } = stream
  return {
    sid,
    account_sid: accountSid,
    call_sid: call.sid,
    name: request.name,
    status,
    date_updated: rfc2822(updatedAt),
    uri: `/${API_VERSION}/Accounts/${accountSid}/Calls/${call.sid}/Streams/${sid}.json`,
  }
}
