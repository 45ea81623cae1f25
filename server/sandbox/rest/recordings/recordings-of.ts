import type { FastifyInstance, FastifyRequest } from 'fastify'
import { page2010 } from '../../http/paging.ts'
import { badRequest } from '../../http/rest-error.ts'
import { recordCall } from '../../telephony/recording/call-recording.ts'
import type { Recording } from '../../telephony/recording/call-recording.ts'
import { text } from '../../telephony/form.ts'
import type { Form } from '../../telephony/form.ts'
import type { VoiceServices } from '../../telephony/services.ts'
import { ACCOUNT_PATH, formOf, missing, pathParam, queryOf } from '../account-scope.ts'
import { callRecordingOf } from '../../telephony/recording/recording-form.ts'
import { recordingJson } from './recording-json.ts'
import { timeFilter } from '../time-filter.ts'

/** The newest recording that is not over. Docs: voice/api/recording#update-a-call-recording-resource. */
const CURRENT = 'Twilio.CURRENT'
const STARTED = { source: 'StartCallRecordingAPI', trim: false } as const

/** Recordings of a Call, which can be started here. Docs: voice/api/recording. */
export function callRecordingRoutes(app: FastifyInstance, services: VoiceServices): void {
  const path = `${ACCOUNT_PATH}/Calls/:call/Recordings`
  partRoutes(app, services, path, (request) => {
    const callSid = pathParam(request, 'call')
    if (!services.calls.get(callSid)) throw missing(request)
    return services.recordings.list().filter(({ subject }) => subject.callSid === callSid)
  })
  app.post(path, (request, reply) => {
    const call = services.calls.get(pathParam(request, 'call'))
    if (!call) throw missing(request)
    if (call.status !== 'in-progress') {
      throw badRequest('Requested resource is not eligible for recording', 21220)
    }
    const recording = recordCall(services, call, callRecordingOf(formOf(request), STARTED))
    return reply.status(201).send(recordingJson(services, recording))
  })
}

/** Recordings of a Conference, which begin with it or not at all. Docs: voice/api/recording. */
export function conferenceRecordingRoutes(app: FastifyInstance, services: VoiceServices): void {
  const path = `${ACCOUNT_PATH}/Conferences/:conference/Recordings`
  partRoutes(app, services, path, (request) => {
    const conference = services.conferences.get(pathParam(request, 'conference'))
    if (!conference) throw missing(request)
    const { sid } = conference
    return services.recordings.list().filter(({ subject }) => subject.conferenceSid === sid)
  })
}

/** `of` gives the recordings of the Call or Conference that the request names. */
function partRoutes(
  app: FastifyInstance,
  services: VoiceServices,
  path: string,
  of: (request: FastifyRequest) => readonly Recording[],
): void {
  const one = `${path}/:recording`
  const json = (recording: Recording) => recordingJson(services, recording)
  const recordingOf = (request: FastifyRequest) => {
    const sid = pathParam(request, 'recording')
    const all = of(request)
    const recording =
      sid === CURRENT ? all.findLast(({ live }) => live) : all.find((each) => each.sid === sid)
    if (!recording) throw missing(request)
    return recording
  }
  app.get(path, (request) => {
    const created = timeFilter(queryOf(request), 'DateCreated')
    const all = of(request).filter(({ startedAt }) => created(startedAt))
    return page2010(request, 'recordings', all.map(json))
  })
  app.get(one, (request) => json(recordingOf(request)))
  app.post(one, (request) => {
    const recording = recordingOf(request)
    const status = update(recording, formOf(request))
    return { ...json(recording), status }
  })
  app.delete(one, (request, reply) => {
    services.recordings.remove(recordingOf(request).sid)
    return reply.status(204).send()
  })
}

/** Answers with the requested status: a stopped recording is processed only afterwards. */
function update(recording: Recording, form: Form): string {
  const status = text(form, 'Status') ?? ''
  if (!recording.live) throw badRequest('The recording is over and cannot be changed', 21220)
  switch (status) {
    case 'paused':
      recording.pause(text(form, 'PauseBehavior') === 'skip' ? 'skip' : 'silence')
      return status
    case 'in-progress':
      recording.resume()
      return status
    case 'stopped':
      recording.stop()
      return status
    default:
      throw badRequest(`Invalid Status ${status}: only in-progress, paused and stopped`)
  }
}
