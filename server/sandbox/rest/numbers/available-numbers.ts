import type { FastifyInstance } from 'fastify'
import { page2010 } from '../../http/paging.ts'
import { badRequest } from '../../http/rest-error.ts'
import { text } from '../../telephony/form.ts'
import type { Routes } from '../../telephony/routes.ts'
import type { VoiceServices } from '../../telephony/services.ts'
import { API_VERSION } from '../../telephony/call/call-params.ts'
import { numberTypeOf } from './number-type.ts'
import { ACCOUNT_PATH, missing, pathParam, queryOf } from '../account-scope.ts'
import { formattedNumber } from './formatted-number.ts'

export const AREA_CODE = /^[2-9]\d{2}$/
const COUNTRY = 'US'
/** The last four digits of the numbers on sale: those that the numbering plan keeps for fiction. */
const FICTIONAL = Array.from({ length: 100 }, (_, n) => `01${String(n).padStart(2, '0')}`)

/** The numbers of an area that the account does not have. */
export function availableNumbers(routes: Routes, areaCode: string): string[] {
  return FICTIONAL.map((line) => `+1${areaCode}555${line}`).filter(
    (number) => routes.numberOf(number) === null,
  )
}

/** What the United States have on sale, and which area is the first to be offered. */
const KINDS = [
  { path: 'Local', key: 'local', type: 'local', areaCode: '415' },
  { path: 'TollFree', key: 'toll_free', type: 'toll free', areaCode: '888' },
] as const

/**
 * Numbers of the United States. Docs: phone-numbers/api/availablephonenumberlocal-resource,
 * phone-numbers/api/availablephonenumber-tollfree-resource.
 */
export function availableNumberRoutes(
  app: FastifyInstance,
  { routes, accountSid }: VoiceServices,
): void {
  const list = `${ACCOUNT_PATH}/AvailablePhoneNumbers`
  for (const kind of KINDS) {
    app.get(`${list}/:country/${kind.path}`, (request) => {
      if (pathParam(request, 'country') !== COUNTRY) throw missing(request)
      const query = queryOf(request)
      const areaCode = text(query, 'AreaCode') ?? kind.areaCode
      if (!AREA_CODE.test(areaCode)) throw badRequest(`Invalid area code: ${areaCode}`, 21451)
      const contains = patternOf(text(query, 'Contains') ?? '')
      const numbers = availableNumbers(routes, areaCode).filter(
        (number) => contains.test(number) && numberTypeOf(number) === kind.type,
      )
      return page2010(request, 'available_phone_numbers', numbers.map(availableJson))
    })
  }
  const uri = `/${API_VERSION}/Accounts/${accountSid}/AvailablePhoneNumbers/${COUNTRY}`
  const country = {
    country_code: COUNTRY,
    country: 'United States',
    beta: false,
    uri: `${uri}.json`,
    subresource_uris: Object.fromEntries(
      KINDS.map(({ key, path }) => [key, `${uri}/${path}.json`]),
    ),
  }
  // The one list without pages.
  app.get(list, () => ({
    countries: [country],
    uri: `/${API_VERSION}/Accounts/${accountSid}/AvailablePhoneNumbers.json`,
  }))
  app.get(`${list}/:country`, (request) => {
    if (pathParam(request, 'country') !== COUNTRY) throw missing(request)
    return country
  })
}

/** Digits, and `*` for any one digit. */
function patternOf(contains: string): RegExp {
  return new RegExp(contains.replaceAll(/[^\d*]/g, '').replaceAll('*', String.raw`\d`))
}

function availableJson(phoneNumber: string): Record<string, unknown> {
  return {
    friendly_name: formattedNumber(phoneNumber),
    phone_number: phoneNumber,
    lata: null,
    locality: null,
    rate_center: null,
    latitude: null,
    longitude: null,
    region: null,
    postal_code: null,
    iso_country: COUNTRY,
    address_requirements: 'none',
    beta: false,
    capabilities: { voice: true, sms: false, mms: false, fax: false },
  }
}
