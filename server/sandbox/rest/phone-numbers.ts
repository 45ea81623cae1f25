import type { FastifyInstance, FastifyRequest } from 'fastify'
import { page2010 } from '../http/paging.ts'
import { badRequest } from '../http/rest-error.ts'
import { text } from '../telephony/form.ts'
import type { PhoneNumber } from '../telephony/routes.ts'
import type { VoiceServices } from '../telephony/services.ts'
import { ACCOUNT_PATH, formOf, missing, pathParam, queryOf } from './account-scope.ts'
import { updateRoute } from './route-form.ts'
import { phoneNumberJson } from './route-json.ts'

const LIST = `${ACCOUNT_PATH}/IncomingPhoneNumbers`
const ONE = `${LIST}/:sid`

/** Docs: phone-numbers/api/incomingphonenumber-resource. */
export function phoneNumberRoutes(app: FastifyInstance, services: VoiceServices): void {
  const { accountSid, routes, clock } = services
  app.get(LIST, (request) => {
    const query = queryOf(request)
    const [part, name] = [text(query, 'PhoneNumber'), text(query, 'FriendlyName')]
    const numbers = routes
      .numbers()
      .filter(
        (each) =>
          (part === undefined || each.phoneNumber.includes(part)) &&
          (name === undefined || each.friendlyName === name),
      )
      .map((each) => phoneNumberJson(accountSid, each))
    return page2010(request, 'incoming_phone_numbers', numbers)
  })
  app.get(ONE, (request) => phoneNumberJson(accountSid, found(services, request)))
  app.post(ONE, (request) => {
    const number = found(services, request)
    const form = formOf(request)
    const applicationSid = text(form, 'VoiceApplicationSid')
    if (applicationSid !== undefined && applicationSid !== '') {
      if (!routes.application(applicationSid)) {
        throw badRequest(`VoiceApplicationSid ${applicationSid} was not found`, 21502)
      }
    }
    updateRoute(number, form, clock.now())
    number.voiceApplicationSid = applicationSid ?? number.voiceApplicationSid
    return phoneNumberJson(accountSid, number)
  })
}

function found({ routes }: VoiceServices, request: FastifyRequest): PhoneNumber {
  const number = routes.numberBySid(pathParam(request, 'sid'))
  if (!number) throw missing(request)
  return number
}
