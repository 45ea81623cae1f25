import type { FastifyRequest } from 'fastify'
import { assertNever } from '../../assert-never.ts'
import { badRequest } from '../../http/rest-error.ts'
import type { Conference } from '../../telephony/conference/conference.ts'
import type { VoiceServices } from '../../telephony/services.ts'
import { missing, pathParam } from '../account-scope.ts'

/** The conference of this SID; a name does only to add a Participant. Docs: voice/api/conference-participant-resource. */
export function conferenceOfSid(services: VoiceServices, request: FastifyRequest): Conference {
  const conference = services.conferences.get(pathParam(request, 'conference'))
  if (!conference) throw missing(request)
  return conference
}

/** Docs: api/errors/16099. */
export function unexpectedStatus(): Error {
  return badRequest('Unexpected conference status', 16099)
}

/**
 * Refuses a conference that has not started, where it is so set. Twilio's page on Participants has both: they are of a conference
 * that is not completed, and of one that is in progress; api/errors/16099 has the latter.
 */
export function assertManageable(conference: Conference, request: FastifyRequest): void {
  if (conference.status !== 'init') return
  const { restInInit } = conference.settings
  switch (restInInit) {
    case 'allowed':
      return
    case 'refused':
      throw missing(request)
    case 'unexpected-status':
      throw unexpectedStatus()
    default:
      assertNever(restInInit)
  }
}
