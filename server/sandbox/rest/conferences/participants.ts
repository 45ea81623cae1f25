import type { FastifyInstance, FastifyRequest } from 'fastify'
import { page2010 } from '../../http/paging.ts'
import type { Conference, Invitation } from '../../telephony/conference/conference.ts'
import { inviteOptionsOf, text } from '../../telephony/form.ts'
import type { Form } from '../../telephony/form.ts'
import { recordConference } from '../../telephony/recording/conference-recording.ts'
import { endCall } from '../../telephony/dialing/direct.ts'
import { followPlan } from '../../telephony/dialing/outbound-plan.ts'
import { inviteParticipant } from '../../telephony/conference/invite.ts'
import { Participant } from '../../telephony/conference/participant.ts'
import type { VoiceServices } from '../../telephony/services.ts'
import { ACCOUNT_PATH, formOf, missing, pathParam, queryOf } from '../account-scope.ts'
import { participantJson } from './conference-json.ts'
import { partiesOf } from '../calls/parties.ts'
import { assertManageable, conferenceOfSid } from './conference-scope.ts'
import { changesOf, checkNewParticipant, checkUpdate } from './participant-form.ts'
import { conferenceRecordingOf } from '../../telephony/recording/recording-form.ts'
import { checkOutbound } from '../calls/outbound-checks.ts'
import { participantPlanOf } from '../calls/outbound-form.ts'
import { announcementOf } from '../url-form.ts'

const LIST = `${ACCOUNT_PATH}/Conferences/:conference/Participants`
const ONE = `${LIST}/:participant`
const FILTERS = ['Muted', 'Hold', 'Coaching']
const CONFERENCE_SID = /^CF[0-9a-f]{32}$/

/** Docs: voice/api/conference-participant-resource. */
export function participantRoutes(app: FastifyInstance, services: VoiceServices): void {
  app.get(LIST, (request) => {
    const conference = conferenceOfSid(services, request)
    const query = queryOf(request)
    const everybody = everybodyOf(conference)
      .map((who) => participantJson(conference, who))
      .filter((json) => FILTERS.every((name) => matches(json, query, name)))
    return page2010(request, 'participants', everybody)
  })
  app.post(LIST, (request, reply) => {
    const form = formOf(request)
    checkOutbound(form)
    const { address, from } = partiesOf(form, services, 'participant')
    const existing = conferenceToJoin(services, request)
    checkNewParticipant(form, existing)
    const options = inviteOptionsOf(form)
    const plan = participantPlanOf(form)
    const recording = conferenceRecordingOf(form)
    const queue = services.limits.current.queuesParticipants ? { queue: services.callQueue } : {}
    queue.queue?.assertRoom()
    const conference =
      existing ?? services.conferences.open(pathParam(request, 'conference'), 'api')
    const invitation = { conference, address, from, options, ...queue }
    const { call } = inviteParticipant(services, invitation)
    if (form['AsyncAmd'] !== undefined || form['AsyncAmdStatusCallback'] !== undefined) {
      // Docs: api/errors/21263.
      const message = 'Invalid Answering Machine Detection parameters: AsyncAmd is for Calls'
      services.notices.note({ level: 'warning', code: 21263, message, callSid: call.sid })
    }
    followPlan(services, call, plan, () => {})
    if (recording) recordConference(services, conference, recording)
    const who = conference.find(call.sid)
    if (!who) throw missing(request)
    const queueTime = String(call.queueMs)
    return reply.status(201).send({ ...participantJson(conference, who), queue_time: queueTime })
  })
  app.get(ONE, (request) => {
    const { conference, who } = findParticipant(services, request)
    return participantJson(conference, who)
  })
  app.post(ONE, (request) => {
    const { conference, who } = findParticipant(services, request)
    const form = formOf(request)
    if (!(who instanceof Participant)) throw missing(request)
    const announcement = announcementOf(form)
    checkUpdate(form, conference, who)
    conference.update(who, changesOf(form, conference, who))
    if (announcement) conference.announce(announcement, who)
    return participantJson(conference, who)
  })
  app.delete(ONE, (request, reply) => {
    const { conference, who } = findParticipant(services, request)
    if (who instanceof Participant) conference.leave(who.call.sid, 'kicked')
    else endCall(who.call, 'completed')
    return reply.status(204).send()
  })
}

/** Null: the name has no conference yet, and makes one. A SID must be that of a live one. */
function conferenceToJoin(services: VoiceServices, request: FastifyRequest): Conference | null {
  const named = pathParam(request, 'conference')
  if (!CONFERENCE_SID.test(named)) return services.conferences.find(named)
  const conference = conferenceOfSid(services, request)
  if (conference.status === 'completed') throw missing(request)
  assertManageable(conference, request)
  return conference
}

function everybodyOf(conference: Conference): readonly (Participant | Invitation)[] {
  const { status, settings, participants, invitations } = conference
  const hidden = status === 'init' && settings.restInInit !== 'allowed'
  return hidden ? [] : [...participants, ...invitations]
}

function findParticipant(
  services: VoiceServices,
  request: FastifyRequest,
): { conference: Conference; who: Participant | Invitation } {
  const conference = conferenceOfSid(services, request)
  assertManageable(conference, request)
  const who = conference.find(pathParam(request, 'participant'))
  if (!who) throw missing(request)
  return { conference, who }
}

/** Whether the participant matches the list's filter; without a filter everybody does. */
function matches(json: Record<string, unknown>, query: Form, name: string): boolean {
  const wanted = text(query, name)
  return wanted === undefined || String(json[name.toLowerCase()]) === wanted
}
