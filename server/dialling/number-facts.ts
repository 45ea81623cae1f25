import {
  getCountries,
  getCountryCallingCode,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max'
import type { PhoneNumber } from 'libphonenumber-js/max'

/** Kinds of numbers that a setting must allow: they cost more, or their cost is unknown. */
export const barredKinds = [
  'premium',
  'personal',
  'shared-cost',
  'satellite',
  'international-network',
  'pager',
  'voicemail',
  'unknown',
] as const
export type BarredKind = (typeof barredKinds)[number]
export type NumberKind = 'ordinary' | 'toll-free' | BarredKind

export interface NumberFacts {
  readonly kind: NumberKind
  /** ISO codes of its possible countries; empty for a number of no country, such as a satellite's. */
  readonly countries: readonly string[]
  /** Without the country code. */
  readonly national: string
}

/** Calling codes of no country (ITU-T E.164, list of assigned country codes). */
const WORLDWIDE: Readonly<Record<string, NumberKind>> = {
  '800': 'toll-free',
  '808': 'shared-cost',
  '870': 'satellite',
  '878': 'personal',
  '881': 'satellite',
  '882': 'international-network',
  '883': 'international-network',
  '979': 'premium',
}

const byType: Readonly<Record<string, NumberKind>> = {
  PREMIUM_RATE: 'premium',
  PERSONAL_NUMBER: 'personal',
  SHARED_COST: 'shared-cost',
  PAGER: 'pager',
  VOICEMAIL: 'voicemail',
  TOLL_FREE: 'toll-free',
  FIXED_LINE: 'ordinary',
  MOBILE: 'ordinary',
  FIXED_LINE_OR_MOBILE: 'ordinary',
  VOIP: 'ordinary',
  UAN: 'ordinary',
}

/** Premium numbers of North America: the area 900, and the exchange 976 of every area, which is in no metadata. */
const NORTH_AMERICAN_PREMIUM = /^(?:900|\d{3}976)/u

const countriesOf = Map.groupBy(getCountries(), (country) => String(getCountryCallingCode(country)))

/** What an E.164 number is; null for anything else. */
export function describeNumber(number: string): NumberFacts | null {
  const parsed = parsePhoneNumberFromString(number)
  if (parsed === undefined || !number.startsWith('+')) return null
  const { countryCallingCode, country, nationalNumber: national } = parsed
  const sharing = countriesOf.get(countryCallingCode) ?? []
  if (sharing.length === 0) {
    return { kind: WORLDWIDE[countryCallingCode] ?? 'unknown', countries: [], national }
  }
  const kind = kindOf(parsed)
  // Countries with one code share its toll-free numbers, and a number without a known country may be any of theirs.
  const ofEach = country === undefined || kind === 'toll-free'
  return { kind, countries: ofEach ? sharing : [country], national }
}

function kindOf(number: PhoneNumber): NumberKind {
  const kind = byType[number.getType() ?? ''] ?? 'unknown'
  const { countryCallingCode: code, nationalNumber: national } = number
  if (code === '1' && kind !== 'toll-free' && NORTH_AMERICAN_PREMIUM.test(national)) {
    return 'premium'
  }
  return kind === 'unknown' ? kindOfBeginning(code, national) : kind
}

/** Exchanges ignore digits after a whole number, so a barred number with more digits is still that number. */
function kindOfBeginning(code: string, national: string): NumberKind {
  for (let length = national.length - 1; length > 2; length -= 1) {
    const type = parsePhoneNumberFromString(`+${code}${national.slice(0, length)}`)?.getType()
    const kind = byType[type ?? ''] ?? 'ordinary'
    if (kind !== 'ordinary' && kind !== 'toll-free') return kind
  }
  return 'unknown'
}
