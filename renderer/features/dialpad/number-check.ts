import { AsYouType, isSupportedCountry, type CountryCode } from 'libphonenumber-js/min'
import { cleanText } from '../../../server/contract/dialled/clean-text.ts'
import {
  readDialled,
  type NumberRefusal,
  type Reading,
} from '../../../server/contract/dialled/read-dialled.ts'
import { isNumberBegun, splitNumber } from '../../../server/contract/dialled/split-number.ts'

export type Refusal = NumberRefusal | 'nobody-free'

function countryCode(country: string): CountryCode | undefined {
  return isSupportedCountry(country) ? country : undefined
}

const letters = /\p{L}/u

/** Whether what was typed is meant as a name, and is no number whose extension is being typed. */
export function isName(typed: string): boolean {
  return letters.test(typed) && !isNumberBegun(splitNumber(typed))
}

/**
 * A number with the spaces of its country, as far as it has been typed, and as it was typed from where something
 * follows it. Only spaces and signs between its digits ever change; a name stays as it is.
 */
export function formatTyped(typed: string, country: string): string {
  if (isName(typed)) return typed
  const { head, tail } = splitNumber(typed)
  // A slash and a line break separate what is not one number: the reader must see them.
  if (!/^[+\d ().-]*$/u.test(head)) return cleanText(typed)
  const shown = new AsYouType(countryCode(country)).input(head)
  if (digitsOf(shown) !== digitsOf(head)) return cleanText(typed)
  if (tail === '') return shown
  return head.endsWith(' ') ? `${shown} ${tail}` : `${shown}${tail}`
}

/** The country of a number as typed so far, in words of the agent's language; null while it is unknown. */
export function countryName(typed: string, country: string): string | null {
  const typing = new AsYouType(countryCode(country))
  typing.input(splitNumber(typed).head)
  const code = typing.getNumber()?.country
  return code === undefined
    ? null
    : (new Intl.DisplayNames(undefined, { type: 'region' }).of(code) ?? null)
}

/** What will be dialled, where what was typed does not show it by itself; null where it does, or is no number yet. */
export function unlikeTyped(
  typed: string,
  country: string,
): Extract<Reading, { kind: 'number' }> | null {
  if (isName(typed)) return null
  const reading = readDialled(typed, country)
  if (reading.kind === 'refused' || !reading.number.startsWith('+')) return null
  const { head } = splitNumber(typed)
  const plain = head.includes('+') && digitsOf(head) === digitsOf(reading.number)
  return plain && reading.digits === '' ? null : reading
}

function digitsOf(text: string): string {
  return text.replaceAll(/\D/gu, '')
}
