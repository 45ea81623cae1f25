import type { FastifyInstance, FastifyRequest } from 'fastify'
import { page2010 } from '../http/paging.ts'
import { badRequest } from '../http/rest-error.ts'
import type { Conference, Invitation, ParticipantChanges } from '../telephony/conference.ts'
import { flag, inviteOptionsOf, method, text } from '../telephony/form.ts'
import type { Form } from '../telephony/form.ts'
import { inviteParticipant } from '../telephony/invite.ts'
import { Participant } from '../telephony/participant.ts'
import type { VoiceServices } from '../telephony/services.ts'
import { ACCOUNT_PATH, formOf, missing, pathParam, queryOf } from './account-scope.ts'
import { participantJson } from './conference-json.ts'
import { partiesOf } from './parties.ts'
import { noteUnsimulated, refuseUnsimulated } from './unsimulated.ts'

const LIST = `${ACCOUNT_PATH}/Conferences/:conference/Participants`
const ONE = `${LIST}/:participant`
const NO_EFFECT = ['Record', 'ConferenceRecord', 'MachineDetection', 'TimeLimit']
const CONFERENCE_SID = /^CF[0-9a-f]{32}$/

/** Docs: voice/api/conference-participant-resource. */
export function participantRoutes(app: FastifyInstance, services: VoiceServices): void {
  app.get(LIST, (request) => {
    const conference = services.conferences.find(pathParam(request, 'conference'))
    if (!conference) throw missing(request)
    const query = queryOf(request)
    const everybody = [...conference.participants, ...conference.invitations]
      .map((who) => participantJson(conference, who))
      .filter((json) => matches(json, query, 'muted') && matches(json, query, 'hold'))
    return page2010(request, 'participants', everybody)
  })
  app.post(LIST, (request, reply) => {
    const form = formOf(request)
    refuseUnsimulated(form, ['Coaching', 'CallSidToCoach'])
    const { address, from } = partiesOf(form, services.routes)
    const conference = conferenceToJoin(services, request)
    const options = inviteOptionsOf(form)
    const { call } = inviteParticipant(services, { conference, address, from, options })
    noteUnsimulated(services.notices, call.sid, form, NO_EFFECT)
    const who = conference.find(call.sid)
    if (!who) throw missing(request)
    return reply.status(201).send({ ...participantJson(conference, who), queue_time: '0' })
  })
  app.get(ONE, (request) => {
    const { conference, who } = found(services, request)
    return participantJson(conference, who)
  })
  app.post(ONE, (request) => {
    const { conference, who } = found(services, request)
    const form = formOf(request)
    refuseUnsimulated(form, ['AnnounceUrl', 'BeepOnExit', 'Coaching', 'CallSidToCoach', 'WaitUrl'])
    if (!(who instanceof Participant)) throw missing(request)
    conference.update(who, changesOf(form))
    return participantJson(conference, who)
  })
  app.delete(ONE, (request, reply) => {
    const { conference, who } = found(services, request)
    if (who instanceof Participant) conference.leave(who.call.sid, 'kicked')
    else who.call.end('canceled', 'switch')
    return reply.status(204).send()
  })
}

/** A name makes its conference; a SID must be that of a live one. */
function conferenceToJoin(services: VoiceServices, request: FastifyRequest): Conference {
  const named = pathParam(request, 'conference')
  if (!CONFERENCE_SID.test(named)) return services.conferences.open(named)
  const conference = services.conferences.find(named)
  if (!conference || conference.status === 'completed') throw missing(request)
  return conference
}

function found(
  services: VoiceServices,
  request: FastifyRequest,
): { conference: Conference; who: Participant | Invitation } {
  const conference = services.conferences.find(pathParam(request, 'conference'))
  const who = conference?.find(pathParam(request, 'participant'))
  if (!conference || !who) throw missing(request)
  return { conference, who }
}

function changesOf(form: Form): ParticipantChanges {
  const holdUrl = text(form, 'HoldUrl') ?? null
  if (holdUrl !== null && holdUrl !== '' && !URL.canParse(holdUrl)) {
    throw badRequest(`HoldUrl is not a valid URL: ${holdUrl}`, 21205)
  }
  const hold = { url: holdUrl, method: method(form, 'HoldMethod', 'GET') }
  return {
    ...(form['Muted'] === undefined ? {} : { muted: flag(form, 'Muted', false) }),
    ...(form['Hold'] === undefined ? {} : { hold: flag(form, 'Hold', false) ? hold : null }),
    ...(form['EndConferenceOnExit'] === undefined
      ? {}
      : { endConferenceOnExit: flag(form, 'EndConferenceOnExit', false) }),
  }
}

function matches(json: Record<string, unknown>, query: Form, key: 'muted' | 'hold'): boolean {
  const wanted = text(query, key === 'muted' ? 'Muted' : 'Hold')
  return wanted === undefined || String(json[key]) === wanted
}
