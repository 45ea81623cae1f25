import {
  AsYouType,
  isSupportedCountry,
  parsePhoneNumberFromString,
  validatePhoneNumberLength,
  type CountryCode,
} from 'libphonenumber-js/min'

export type Refusal =
  | 'empty'
  | 'letters'
  | 'nobody-free'
  | 'too-short'
  | 'too-long'
  | 'no-country'
  | 'not-a-number'

export type NumberCheck =
  /** E.164, or a short number as it is. */
  | { readonly kind: 'good'; readonly e164: string }
  | { readonly kind: 'refused'; readonly why: Refusal }

const reasons: Readonly<Record<string, Refusal>> = {
  TOO_SHORT: 'too-short',
  TOO_LONG: 'too-long',
  INVALID_COUNTRY: 'no-country',
}

function countryCode(country: string): CountryCode | undefined {
  return isSupportedCountry(country) ? country : undefined
}

const letters = /\p{L}/u

/** Whether what was typed is meant as a name. */
export function hasLetters(typed: string): boolean {
  return letters.test(typed)
}

/**
 * Reads a typed number, national ones in `country` (ISO 3166). Refuses what can be no number anywhere;
 * whether a possible number exists and may be called is for the server to say.
 */
export function checkNumber(typed: string, country: string): NumberCheck {
  const trimmed = typed.trim()
  if (trimmed === '') return { kind: 'refused', why: 'empty' }
  if (hasLetters(trimmed)) return { kind: 'refused', why: 'letters' }
  // As short as the emergency numbers are: whether it may be called, and why not, the server knows.
  const bare = trimmed.replaceAll(/[\s().-]/g, '')
  if (/^\d{2,3}$/.test(bare)) return { kind: 'good', e164: bare }
  const problem = validatePhoneNumberLength(trimmed, countryCode(country))
  if (problem !== undefined) {
    return { kind: 'refused', why: reasons[problem] ?? 'not-a-number' }
  }
  const number = parsePhoneNumberFromString(trimmed, countryCode(country))
  return number === undefined
    ? { kind: 'refused', why: 'not-a-number' }
    : { kind: 'good', e164: number.number }
}

/** A number with the spaces of its country, as far as it has been typed. Anything with letters stays as it is. */
export function formatTyped(typed: string, country: string): string {
  return hasLetters(typed) ? typed : new AsYouType(countryCode(country)).input(typed)
}

/** The country of a number as typed so far, in words of the agent's language; null while it is unknown. */
export function countryName(typed: string, country: string): string | null {
  const typing = new AsYouType(countryCode(country))
  typing.input(typed)
  const code = typing.getNumber()?.country
  return code === undefined
    ? null
    : (new Intl.DisplayNames(undefined, { type: 'region' }).of(code) ?? null)
}
