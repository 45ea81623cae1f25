import type { FastifyInstance, FastifyRequest } from 'fastify'
import { page2010 } from '../../http/paging.ts'
import { badRequest } from '../../http/rest-error.ts'
import { parseAddress } from '../../telephony/dialing/address.ts'
import { API_VERSION } from '../../telephony/call/call-params.ts'
import type { CallerId } from '../../telephony/dialing/caller-ids.ts'
import { validateCallerId } from '../../telephony/dialing/validate-caller-id.ts'
import type { Validation } from '../../telephony/dialing/validate-caller-id.ts'
import { method, text } from '../../telephony/form.ts'
import type { Form } from '../../telephony/form.ts'
import { rfc2822 } from '../../telephony/rfc2822.ts'
import type { VoiceServices } from '../../telephony/services.ts'
import { ACCOUNT_PATH, formOf, missing, pathParam, queryOf } from '../account-scope.ts'
import { formattedNumber } from './formatted-number.ts'

const LIST = `${ACCOUNT_PATH}/OutgoingCallerIds`
const ONE = `${LIST}/:sid`
const LONGEST_DELAY_SECONDS = 60

/** Verified numbers, and the calls that verify them. Docs: voice/api/outgoing-caller-ids. */
export function callerIdRoutes(app: FastifyInstance, services: VoiceServices): void {
  const { accountSid, callerIds, clock } = services
  const json = (id: CallerId) => callerIdJson(accountSid, id)
  const findCallerId = (request: FastifyRequest) => {
    const id = callerIds.get(pathParam(request, 'sid'))
    if (!id) throw missing(request)
    return id
  }
  app.get(LIST, (request) => {
    const query = queryOf(request)
    const [number, name] = [text(query, 'PhoneNumber'), text(query, 'FriendlyName')]
    const ids = callerIds
      .list()
      .filter(
        (id) =>
          (number === undefined || id.phoneNumber === number) &&
          (name === undefined || id.friendlyName === name),
      )
    return page2010(request, 'outgoing_caller_ids', ids.map(json))
  })
  app.post(LIST, (request) => {
    const validation = validationOf(services, formOf(request))
    const { call, code } = validateCallerId(services, validation)
    return {
      account_sid: accountSid,
      call_sid: call.sid,
      friendly_name: validation.friendlyName,
      phone_number: validation.phoneNumber,
      validation_code: code,
    }
  })
  app.get(ONE, (request) => json(findCallerId(request)))
  app.post(ONE, (request) => {
    const id = findCallerId(request)
    id.friendlyName = text(formOf(request), 'FriendlyName') ?? id.friendlyName
    id.updatedAt = clock.now()
    return json(id)
  })
  app.delete(ONE, (request, reply) => {
    callerIds.remove(findCallerId(request).sid)
    return reply.status(204).send()
  })
}

/** Throws 21401, 21450, 21454, 21456. Docs: api/errors. */
function validationOf({ callerIds, routes }: VoiceServices, form: Form): Validation {
  const phoneNumber = text(form, 'PhoneNumber') ?? ''
  if (parseAddress(phoneNumber)?.kind !== 'number') {
    throw badRequest(`Invalid Phone Number: ${phoneNumber}`, 21401)
  }
  if (callerIds.of(phoneNumber) ?? routes.numberOf(phoneNumber)) {
    throw badRequest('Phone number already verified for your account', 21450)
  }
  const delaySeconds = Number(text(form, 'CallDelay') ?? 0)
  if (!Number.isInteger(delaySeconds) || delaySeconds < 0 || delaySeconds > LONGEST_DELAY_SECONDS) {
    throw badRequest('Invalid CallDelay: a whole number from 0 to 60 is needed', 21454)
  }
  const url = text(form, 'StatusCallback')
  if (url !== undefined && !URL.canParse(url)) throw badRequest('Invalid StatusCallback', 21456)
  return {
    phoneNumber,
    friendlyName: text(form, 'FriendlyName') ?? formattedNumber(phoneNumber),
    delaySeconds,
    report: url === undefined ? null : { url, method: method(form, 'StatusCallbackMethod') },
  }
}

function callerIdJson(accountSid: string, id: CallerId): Record<string, unknown> {
  return {
    sid: id.sid,
    account_sid: accountSid,
    friendly_name: id.friendlyName,
    phone_number: id.phoneNumber,
    date_created: rfc2822(id.createdAt),
    date_updated: rfc2822(id.updatedAt),
    uri: `/${API_VERSION}/Accounts/${accountSid}/OutgoingCallerIds/${id.sid}.json`,
  }
}
