import type { FastifyInstance, FastifyRequest } from 'fastify'
import { page2010 } from '../../http/paging.ts'
import { badRequest } from '../../http/rest-error.ts'
import type { Conference } from '../../telephony/conference/conference.ts'
import { text } from '../../telephony/form.ts'
import type { VoiceServices } from '../../telephony/services.ts'
import { ACCOUNT_PATH, formOf, missing, queryOf } from '../account-scope.ts'
import { conferenceJson } from './conference-json.ts'
import { assertManageable, conferenceOfSid, unexpectedStatus } from './conference-scope.ts'
import { timeFilter } from '../time-filter.ts'
import { announcementOf } from '../url-form.ts'

const LIST = `${ACCOUNT_PATH}/Conferences`
const ONE = `${LIST}/:conference`

/**
 * The list has the conferences in progress unless another `Status` is asked for. Docs: voice/api/conference-resource,
 * changelog of 8 July 2026 (in force since 30 September 2026), which leaves open whether any list has those in `init`.
 */
export function conferenceRoutes(app: FastifyInstance, services: VoiceServices): void {
  app.get(LIST, (request) => {
    const query = queryOf(request)
    const name = text(query, 'FriendlyName')
    const status = text(query, 'Status') ?? 'in-progress'
    const created = timeFilter(query, 'DateCreated')
    const updated = timeFilter(query, 'DateUpdated')
    const listsInit = services.conferences.settings.initInLists === 'asked'
    const conferences = services.conferences
      .list()
      .filter(
        (each) =>
          (name === undefined || each.friendlyName === name) &&
          each.status === status &&
          (status !== 'init' || listsInit) &&
          created(each.createdAt) &&
          updated(each.updatedAt),
      )
    return page2010(request, 'conferences', conferences.map(conferenceJson))
  })
  app.get(ONE, (request) => conferenceJson(findConference(services, request)))
  app.post(ONE, (request) => {
    const conference = findConference(services, request)
    const form = formOf(request)
    const announcement = announcementOf(form)
    if (announcement) {
      if (conference.status !== 'in-progress') throw unexpectedStatus()
      conference.announce(announcement, null)
    }
    const status = text(form, 'Status')
    if (status !== undefined) assertManageable(conference, request)
    if (status === 'completed') conference.end()
    else if (status !== undefined) throw badRequest(`Invalid Status ${status}: only completed`)
    return conferenceJson(conference)
  })
}

/** A conference that nobody has joined yet is not there. */
function findConference(services: VoiceServices, request: FastifyRequest): Conference {
  const conference = conferenceOfSid(services, request)
  if (!conference.seen) throw missing(request)
  return conference
}
