import type { FastifyInstance } from 'fastify'
import { badRequest } from '../../http/rest-error.ts'
import { tracksOf } from '../../streams/tracks.ts'
import { Transcription } from '../../streams/transcription.ts'
import type { TranscriptionRequest } from '../../streams/transcription.ts'
import { API_VERSION } from '../../telephony/call/call-params.ts'
import { flag, method, text } from '../../telephony/form.ts'
import type { Form } from '../../telephony/form.ts'
import { rfc2822 } from '../../telephony/rfc2822.ts'
import type { VoiceServices } from '../../telephony/services.ts'
import { ACCOUNT_PATH, formOf, missing, pathParam } from '../account-scope.ts'

const LIST = `${ACCOUNT_PATH}/Calls/:call/Transcriptions`

/** Transcriptions of live calls: create and stop. Docs: voice/api/realtime-transcription-resource. */
export function transcriptionRoutes(app: FastifyInstance, services: VoiceServices): void {
  app.post(LIST, (request) => {
    const call = services.calls.get(pathParam(request, 'call'))
    if (!call) throw missing(request)
    if (call.status !== 'in-progress') {
      throw badRequest('Call is not in-progress. Cannot start a transcription.', 21220)
    }
    const transcription = new Transcription(services, call, requestOf(formOf(request)))
    services.transcriptions.add(transcription)
    return transcriptionJson(services.accountSid, transcription)
  })
  app.post(`${LIST}/:transcription`, (request) => {
    const [callSid, sid] = [pathParam(request, 'call'), pathParam(request, 'transcription')]
    const transcription = services.transcriptions.find(callSid, sid)
    if (!transcription) throw missing(request)
    const status = text(formOf(request), 'Status')
    if (status !== 'stopped') throw badRequest(`Invalid Status ${status}: only stopped`)
    transcription.stop()
    return transcriptionJson(services.accountSid, transcription)
  })
}

function requestOf(form: Form): TranscriptionRequest {
  const url = text(form, 'StatusCallbackUrl') ?? ''
  return {
    name: text(form, 'Name') ?? null,
    tracks: tracksOf(text(form, 'Track') ?? 'both_tracks'),
    report: url === '' ? null : { url, method: method(form, 'StatusCallbackMethod') },
    languageCode: text(form, 'LanguageCode') ?? 'en-US',
    engine: text(form, 'TranscriptionEngine') ?? 'google',
    partialResults: flag(form, 'PartialResults', false),
    labels: {
      InboundTrackLabel: text(form, 'InboundTrackLabel') ?? '',
      OutboundTrackLabel: text(form, 'OutboundTrackLabel') ?? '',
    },
  }
}

function transcriptionJson(accountSid: string, one: Transcription): Record<string, unknown> {
  const { sid, call, request, status, updatedAt } = one
  return {
    sid,
    account_sid: accountSid,
    call_sid: call.sid,
    name: request.name,
    status,
    date_updated: rfc2822(updatedAt),
    uri: `/${API_VERSION}/Accounts/${accountSid}/Calls/${call.sid}/Transcriptions/${sid}.json`,
  }
}
