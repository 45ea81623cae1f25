import type { FastifyInstance, FastifyRequest } from 'fastify'
import { page2010 } from '../http/paging.ts'
import { badRequest } from '../http/rest-error.ts'
import { encodeWav } from '../media/wav.ts'
import { recordCall } from '../telephony/call-recording.ts'
import type { Recording } from '../telephony/call-recording.ts'
import { text } from '../telephony/form.ts'
import type { Form } from '../telephony/form.ts'
import type { VoiceServices } from '../telephony/services.ts'
import { ACCOUNT_PATH, formOf, missing, pathParam, queryOf } from './account-scope.ts'
import { callRecordingOf } from './recording-form.ts'
import { recordingJson } from './recording-json.ts'
import { timeFilter } from './time-filter.ts'

const OF_CALL = `${ACCOUNT_PATH}/Calls/:call/Recordings`
const ONE_OF_CALL = `${OF_CALL}/:recording`
const ALL = `${ACCOUNT_PATH}/Recordings`
const ONE = `${ALL}/:recording`
/** The newest one that goes on. Docs: voice/api/recording#update-a-call-recording-resource. */
const CURRENT = 'Twilio.CURRENT'
const STARTED = { source: 'StartCallRecordingAPI', trim: false } as const

/** Docs: voice/api/recording. */
export function recordingRoutes(app: FastifyInstance, services: VoiceServices): void {
  const json = (recording: Recording) => recordingJson(services, recording)
  app.get(OF_CALL, (request) =>
    page2010(request, 'recordings', ofCall(services, request).map(json)),
  )
  app.post(OF_CALL, (request, reply) => {
    const call = services.calls.get(pathParam(request, 'call'))
    if (!call) throw missing(request)
    if (call.status !== 'in-progress') {
      throw badRequest('Requested resource is not eligible for recording', 21220)
    }
    const recording = recordCall(services, call, callRecordingOf(formOf(request), STARTED))
    return reply.status(201).send(json(recording))
  })
  app.get(ONE_OF_CALL, (request) => json(foundOfCall(services, request)))
  app.post(ONE_OF_CALL, (request) => {
    const recording = foundOfCall(services, request)
    update(recording, formOf(request))
    return json(recording)
  })
  app.delete(ONE_OF_CALL, (request, reply) => {
    services.recordings.remove(foundOfCall(services, request).sid)
    return reply.status(204).send()
  })
  app.get(ALL, (request) =>
    page2010(request, 'recordings', filtered(services, queryOf(request)).map(json)),
  )
  app.get(ONE, (request, reply) => {
    const sid = pathParam(request, 'recording')
    // Without an ending it is the sound, as with `.wav`; `.json` has been taken off the path before.
    const asked = request.originalUrl.split('?')[0] ?? ''
    if (asked.endsWith('.json')) return json(found(services, request, sid))
    const recording = found(services, request, sid.replace(/\.wav$/, ''))
    if (recording.status !== 'completed') throw missing(request)
    const channels = channelsAsked(recording, queryOf(request))
    const wav = encodeWav(recording.samples(channels), channels)
    return reply.type('audio/x-wav').send(Buffer.from(wav))
  })
  app.delete(ONE, (request, reply) => {
    services.recordings.remove(found(services, request, pathParam(request, 'recording')).sid)
    return reply.status(204).send()
  })
}

/** Docs: voice/api/recording#read-multiple-recording-resources. */
function filtered({ recordings }: VoiceServices, query: Form): Recording[] {
  const callSid = text(query, 'CallSid')
  const created = timeFilter(query, 'DateCreated')
  return recordings
    .list()
    .filter(
      ({ subject, startedAt }) =>
        (callSid === undefined || subject.callSid === callSid) && created(startedAt),
    )
}

/** All that there are, unless told. Docs: voice/api/recording#download-dual-channel-media-file. */
function channelsAsked({ options }: Recording, query: Form): 1 | 2 {
  const asked = text(query, 'RequestedChannels')
  if (asked === undefined || asked === String(options.channels)) return options.channels
  if (asked === '1') return 1
  throw badRequest(`The recording does not have ${asked} channels`)
}

function update(recording: Recording, form: Form): void {
  const status = text(form, 'Status')
  if (!recording.live) throw badRequest('The recording is over and cannot be changed', 21220)
  switch (status) {
    case 'paused':
      return recording.pause(text(form, 'PauseBehavior') === 'skip' ? 'skip' : 'silence')
    case 'in-progress':
      return recording.resume()
    case 'stopped':
      return recording.stop()
    default:
      throw badRequest(`Invalid Status ${status}: only in-progress, paused and stopped`)
  }
}

function ofCall(services: VoiceServices, request: FastifyRequest): readonly Recording[] {
  const callSid = pathParam(request, 'call')
  return services.recordings.list().filter(({ subject }) => subject.callSid === callSid)
}

function foundOfCall(services: VoiceServices, request: FastifyRequest): Recording {
  const sid = pathParam(request, 'recording')
  const all = ofCall(services, request)
  const recording =
    sid === CURRENT ? all.findLast(({ live }) => live) : all.find((each) => each.sid === sid)
  if (!recording) throw missing(request)
  return recording
}

function found(services: VoiceServices, request: FastifyRequest, sid: string): Recording {
  const recording = services.recordings.get(sid)
  if (!recording) throw missing(request)
  return recording
}
