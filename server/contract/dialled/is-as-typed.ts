import {
  Metadata,
  getCountries,
  getCountryCallingCode,
  isSupportedCountry,
} from 'libphonenumber-js/min'
import type { CountryCode, NumberingPlan, PhoneNumber } from 'libphonenumber-js/min'

/**
 * Whether a number that was read has the digits that were typed. Only these may be missing: `+` or the prefix for calls abroad
 * (IDD), the country code, and the 0, 1 or other prefix of calls within the country. Any other prefix has a meaning, such as
 * Australia's 1831, which withholds the caller.
 */
export function isAsTyped(typed: string, number: PhoneNumber, country: string): boolean {
  const digits = typed.replace('+', '')
  const { nationalNumber, countryCallingCode } = number
  if (number.country === 'AR' && isArgentineMobile(digits, nationalNumber)) return true
  if (!digits.endsWith(nationalNumber)) return false
  const before = digits.slice(0, digits.length - nationalNumber.length)
  const abroad = typed.startsWith('+') ? '' : iddPrefix(country)
  const trunks = trunkPrefixes(countryCallingCode)
  return new RegExp(`^(?:(?:${abroad})?${countryCallingCode})?(?:${trunks})?$`, 'u').test(before)
}

/** A pattern for all countries with this code. In Brazil two digits after the 0 name a carrier. */
function trunkPrefixes(callingCode: string): string {
  if (callingCode === '55') return '0(?:\\d{2})?'
  const sharing = getCountries().filter((each) => getCountryCallingCode(each) === callingCode)
  return sharing.map((each) => planOf(each)?.nationalPrefix() ?? '').join('|')
}

function iddPrefix(country: string): string {
  return isSupportedCountry(country) ? (planOf(country)?.IDDPrefix() ?? '') : ''
}

type Plan = NumberingPlan & { nationalPrefix(): string | undefined }

function planOf(country: CountryCode): Plan | undefined {
  const metadata = new Metadata()
  metadata.selectNumberingPlan(country)
  // The cast: this method is missing in the types.
  return metadata.numberingPlan as Plan | undefined
}

/** Within Argentina 15 after the area code means what 9 before it means from abroad. */
function isArgentineMobile(digits: string, nationalNumber: string): boolean {
  if (!nationalNumber.startsWith('9')) return false
  const local = nationalNumber.slice(1)
  return [2, 3, 4].some((area) => digits.endsWith(`${local.slice(0, area)}15${local.slice(area)}`))
}
