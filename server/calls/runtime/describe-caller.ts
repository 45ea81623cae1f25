import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import type { Call } from '../model/call.ts'

/** The Task attributes that Twilio itself gives a caller in `<Enqueue>`, for Workflows that filter by them. */
export function describeCaller({ customer, lineNumber }: Call): Readonly<Record<string, string>> {
  const from = customer.identity === null ? customer.number : `client:${customer.identity}`
  const fromCountry = getCountry(from)
  const toCountry = getCountry(lineNumber)
  return {
    call_sid: customer.callSid ?? '',
    direction: 'inbound',
    api_version: '2010-04-01',
    from: from ?? '',
    caller: from ?? '',
    from_country: fromCountry,
    caller_country: fromCountry,
    to: lineNumber ?? '',
    called: lineNumber ?? '',
    to_country: toCountry,
    called_country: toCountry,
  }
}

/** ISO 3166, or nothing for what is no number of a country. */
function getCountry(number: string | null): string {
  return (number === null ? undefined : parsePhoneNumberFromString(number)?.country) ?? ''
}
