import type { FastifyInstance, FastifyRequest } from 'fastify'
import { page2010 } from '../../http/paging.ts'
import { badRequest } from '../../http/rest-error.ts'
import { encodeWav } from '../../media/wav.ts'
import type { Recording } from '../../telephony/recording/call-recording.ts'
import { text } from '../../telephony/form.ts'
import type { Form } from '../../telephony/form.ts'
import type { VoiceServices } from '../../telephony/services.ts'
import { ACCOUNT_PATH, missing, pathParam, queryOf } from '../account-scope.ts'
import { recordingJson } from './recording-json.ts'
import { timeFilter } from '../time-filter.ts'

const ALL = `${ACCOUNT_PATH}/Recordings`
const ONE = `${ALL}/:recording`

/** The account's recordings and their sound. Docs: voice/api/recording. */
export function recordingRoutes(app: FastifyInstance, services: VoiceServices): void {
  const json = (recording: Recording) => recordingJson(services, recording)
  app.get(ALL, (request) =>
    page2010(request, 'recordings', filterRecordings(services, queryOf(request)).map(json)),
  )
  app.get(ONE, (request, reply) => {
    const sid = pathParam(request, 'recording')
    // Without an ending it is the sound, as with `.wav`; `.json` was already removed from the path.
    const requested = request.originalUrl.split('?')[0] ?? ''
    if (requested.endsWith('.json')) return json(findRecording(services, request, sid))
    const recording = findRecording(services, request, sid.replace(/\.wav$/, ''))
    if (recording.status !== 'completed') throw missing(request)
    const channels = requestedChannels(recording, queryOf(request))
    const wav = encodeWav(recording.samples(channels), channels)
    return reply.type('audio/x-wav').send(Buffer.from(wav))
  })
  app.delete(ONE, (request, reply) => {
    services.recordings.remove(
      findRecording(services, request, pathParam(request, 'recording')).sid,
    )
    return reply.status(204).send()
  })
}

/** Docs: voice/api/recording#read-multiple-recording-resources. */
function filterRecordings({ recordings }: VoiceServices, query: Form): Recording[] {
  const callSid = text(query, 'CallSid')
  const conferenceSid = text(query, 'ConferenceSid')
  const created = timeFilter(query, 'DateCreated')
  return recordings
    .list()
    .filter(
      ({ subject, startedAt }) =>
        (callSid === undefined || subject.callSid === callSid) &&
        (conferenceSid === undefined || subject.conferenceSid === conferenceSid) &&
        created(startedAt),
    )
}

/** All channels unless one is requested. Docs: voice/api/recording#download-dual-channel-media-file. */
function requestedChannels({ options }: Recording, query: Form): 1 | 2 {
  const requested = text(query, 'RequestedChannels')
  if (requested === undefined || requested === String(options.channels)) return options.channels
  if (requested === '1') return 1
  throw badRequest(`The recording does not have ${requested} channels`)
}

function findRecording(services: VoiceServices, request: FastifyRequest, sid: string): Recording {
  const recording = services.recordings.get(sid)
  if (!recording) throw missing(request)
  return recording
}
