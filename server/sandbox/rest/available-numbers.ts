import type { FastifyInstance } from 'fastify'
import { page2010 } from '../http/paging.ts'
import { badRequest } from '../http/rest-error.ts'
import { text } from '../telephony/form.ts'
import type { Routes } from '../telephony/routes.ts'
import type { VoiceServices } from '../telephony/services.ts'
import { ACCOUNT_PATH, missing, pathParam, queryOf } from './account-scope.ts'
import { formattedNumber } from './formatted-number.ts'

export const AREA_CODE = /^[2-9]\d{2}$/
const COUNTRY = 'US'
const DEFAULT_AREA_CODE = '415'
/** The last four digits of the numbers on sale: those that the numbering plan keeps for fiction. */
const FICTIONAL = Array.from({ length: 100 }, (_, n) => `01${String(n).padStart(2, '0')}`)

/** The numbers of an area that the account does not have. */
export function availableNumbers(routes: Routes, areaCode: string): string[] {
  return FICTIONAL.map((line) => `+1${areaCode}555${line}`).filter(
    (number) => routes.numberOf(number) === null,
  )
}

/** Local numbers of the United States. Docs: phone-numbers/api/availablephonenumberlocal-resource. */
export function availableNumberRoutes(
  app: FastifyInstance,
  { routes, accountSid }: VoiceServices,
): void {
  app.get(`${ACCOUNT_PATH}/AvailablePhoneNumbers/:country/Local`, (request) => {
    if (pathParam(request, 'country') !== COUNTRY) throw missing(request)
    const query = queryOf(request)
    const areaCode = text(query, 'AreaCode') ?? DEFAULT_AREA_CODE
    if (!AREA_CODE.test(areaCode)) throw badRequest(`Invalid area code: ${areaCode}`, 21451)
    const contains = patternOf(text(query, 'Contains') ?? '')
    const numbers = availableNumbers(routes, areaCode).filter((number) => contains.test(number))
    return page2010(request, 'available_phone_numbers', numbers.map(availableJson))
  })
  app.get(`${ACCOUNT_PATH}/AvailablePhoneNumbers`, (request) => {
    const local = `/2010-04-01/Accounts/${accountSid}/AvailablePhoneNumbers/US/Local.json`
    const country = { country_code: COUNTRY, country: 'United States', beta: false }
    return page2010(request, 'countries', [{ ...country, subresource_uris: { local } }])
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
    capabilities: { voice: true, SMS: false, MMS: false, fax: false },
  }
}
