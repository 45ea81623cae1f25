import {
  isSupportedCountry,
  parsePhoneNumberFromString,
  validatePhoneNumberLength,
} from 'libphonenumber-js/min'
import type { CountryCode, PhoneNumber } from 'libphonenumber-js/min'
import { cleanText } from './clean-text.ts'
import { isEmergencyNumber } from './emergency/is-emergency-number.ts'
import { isAsTyped } from './is-as-typed.ts'
import { bareNumber, isNumberBegun, keysIn, splitNumber } from './split-number.ts'

/** Who a call goes to: the number, and what is pressed once it has been answered. */
export interface Dialled {
  /** E.164, or a short number as it is. */
  readonly number: string
  /** Keys and pauses as `keysIn` writes them; empty for none. */
  readonly digits: string
}

export type NumberRefusal =
  | 'empty'
  | 'letters'
  | 'service-code'
  | 'no-keys'
  | 'too-short'
  | 'too-long'
  | 'no-country'
  | 'not-a-number'

export type Reading =
  | (Dialled & {
      readonly kind: 'number'
      /** Mexico's mobile numbers lost a 1 in 2019. It was left out. */
      readonly rewritten: 'mexican-mobile' | null
    })
  | { readonly kind: 'refused'; readonly why: NumberRefusal }

const reasons: Readonly<Record<string, NumberRefusal>> = {
  TOO_SHORT: 'too-short',
  TOO_LONG: 'too-long',
  INVALID_COUNTRY: 'no-country',
}

/**
 * Reads what was typed, copied or sent as a number, a national one in `country` (ISO 3166). Page, desktop and server all use it.
 * Only the digits that are there are dialled: what follows the number is pressed after the answer, or all is refused. Whether a
 * possible number exists and may be called is for the server.
 */
export function readDialled(text: string, country: string): Reading {
  const cleaned = cleanText(text)
  if (cleaned === '') return refused('empty')
  // *67, #31#: carriers read such codes, and Twilio does not.
  if (/^[(]?[*#]/u.test(cleaned)) return refused('service-code')
  const { head, tail } = splitNumber(text)
  const typed = bareNumber(head)
  if (typed === null) return refused(/\p{L}/u.test(cleaned) ? 'letters' : 'not-a-number')
  const digits = keysIn(tail)
  if (digits === null) {
    const named = /\p{L}/u.test(tail) && !isNumberBegun({ head, tail })
    return refused(named ? 'letters' : 'no-keys')
  }
  // As short as an emergency number: the server knows whether it may be called.
  if (/^\d{2,3}$/u.test(typed) || isEmergencyNumber(typed, country))
    return { kind: 'number', number: typed, digits, rewritten: null }
  const number = parsePhoneNumberFromString(typed, {
    ...(isCountry(country) ? { defaultCountry: country } : {}),
    extract: false,
  })
  const mexican = number === undefined ? null : mexicanMobile(number)
  if (mexican !== null)
    return { kind: 'number', number: mexican, digits, rewritten: 'mexican-mobile' }
  const fault = validatePhoneNumberLength(typed, isCountry(country) ? country : undefined)
  if (fault !== undefined) return refused(reasons[fault] ?? 'not-a-number')
  if (number === undefined || !isAsTyped(typed, number, country)) return refused('not-a-number')
  // With a prefix left in it, it is another number when it is read again.
  if (parsePhoneNumberFromString(number.number)?.number !== number.number) {
    return refused('not-a-number')
  }
  return { kind: 'number', number: number.number, digits, rewritten: null }
}

function refused(why: NumberRefusal): Reading {
  return { kind: 'refused', why }
}

/** `+52 1`, and 044, 045 and 01 within Mexico, before ten digits: all were dialled until August 2019. */
function mexicanMobile({ countryCallingCode, nationalNumber }: PhoneNumber): string | null {
  if (countryCallingCode !== '52') return null
  const ten = /^(?:1|01|044|045)(\d{10})$/u.exec(nationalNumber)?.[1]
  return ten === undefined ? null : `+52${ten}`
}

function isCountry(country: string): country is CountryCode {
  return isSupportedCountry(country)
}
