import type { FastifyInstance, FastifyRequest } from 'fastify'
import { page2010 } from '../../http/paging.ts'
import { badRequest } from '../../http/rest-error.ts'
import { parseAddress } from '../../telephony/dialing/address.ts'
import { flag, text } from '../../telephony/form.ts'
import type { Form } from '../../telephony/form.ts'
import type { PhoneNumber } from '../../telephony/routes.ts'
import type { VoiceServices } from '../../telephony/services.ts'
import { numberTypeOf } from './number-type.ts'
import { ACCOUNT_PATH, formOf, missing, pathParam, queryOf } from '../account-scope.ts'
import { AREA_CODE, availableNumbers } from './available-numbers.ts'
import { updateRoute } from './route-form.ts'
import { phoneNumberJson } from './route-json.ts'

const LIST = `${ACCOUNT_PATH}/IncomingPhoneNumbers`
const ONE = `${LIST}/:sid`
/** All numbers, and those of one type. Of mobile numbers the United States have none. */
const LISTS = [
  { path: LIST, type: null },
  { path: `${LIST}/Local`, type: 'local' },
  { path: `${LIST}/TollFree`, type: 'toll free' },
] as const

/** Docs: phone-numbers/api/incomingphonenumber-resource. */
export function phoneNumberRoutes(app: FastifyInstance, services: VoiceServices): void {
  const { accountSid, routes, clock } = services
  for (const { path, type } of LISTS) {
    // The lists of one type leave the type out of their items.
    const json = (number: PhoneNumber) => {
      const { type: kind, ...rest } = phoneNumberJson(accountSid, number)
      return type === null ? { ...rest, type: kind } : rest
    }
    app.get(path, (request) => {
      const query = queryOf(request)
      const [part, name] = [text(query, 'PhoneNumber'), text(query, 'FriendlyName')]
      const numbers = routes
        .numbers()
        .filter(
          (each) =>
            (part === undefined || each.phoneNumber.includes(part)) &&
            (name === undefined || each.friendlyName === name) &&
            (type === null || numberTypeOf(each.phoneNumber) === type),
        )
        .map(json)
      return page2010(request, 'incoming_phone_numbers', numbers)
    })
    app.post(path, (request, reply) => {
      const form = formOf(request)
      const wanted = numberToBuy(services, form)
      if (type !== null && numberTypeOf(wanted) !== type) {
        throw badRequest(`${wanted} is not available`, 21422)
      }
      const number = routes.addNumber(wanted, clock.now())
      update(services, number, form)
      return reply.status(201).send(json(number))
    })
  }
  app.get(ONE, (request) => phoneNumberJson(accountSid, findPhoneNumber(services, request)))
  app.post(ONE, (request) => {
    const number = findPhoneNumber(services, request)
    update(services, number, formOf(request))
    return phoneNumberJson(accountSid, number)
  })
  app.delete(ONE, (request, reply) => {
    routes.removeNumber(findPhoneNumber(services, request).sid)
    return reply.status(204).send()
  })
}

/** `PhoneNumber`, or the first of an `AreaCode`. Throws 21421, 21422, 21451, 21452. Docs: api/errors. */
function numberToBuy({ routes }: VoiceServices, form: Form): string {
  const areaCode = text(form, 'AreaCode')
  const wanted = text(form, 'PhoneNumber')
  if (wanted === undefined && areaCode !== undefined) {
    if (!AREA_CODE.test(areaCode)) throw badRequest(`Invalid area code: ${areaCode}`, 21451)
    const [first] = availableNumbers(routes, areaCode)
    if (first === undefined) throw badRequest(`No phone numbers found in ${areaCode}`, 21452)
    return first
  }
  const number = wanted ?? ''
  if (parseAddress(number)?.kind !== 'number') {
    throw badRequest(`PhoneNumber is invalid: ${number}`, 21421)
  }
  if (routes.numberOf(number)) throw badRequest(`${number} is not available`, 21422)
  return number
}

function update({ routes, clock }: VoiceServices, number: PhoneNumber, form: Form): void {
  const applicationSid = text(form, 'VoiceApplicationSid')
  if (applicationSid !== undefined && applicationSid !== '') {
    if (!routes.application(applicationSid)) {
      throw badRequest(`VoiceApplicationSid ${applicationSid} was not found`, 21502)
    }
  }
  updateRoute(number, form, clock.now())
  number.voiceApplicationSid = applicationSid ?? number.voiceApplicationSid
  number.callerIdLookup = flag(form, 'VoiceCallerIdLookup', number.callerIdLookup)
}

function findPhoneNumber({ routes }: VoiceServices, request: FastifyRequest): PhoneNumber {
  const number = routes.numberBySid(pathParam(request, 'sid'))
  if (!number) throw missing(request)
  return number
}
