import { AsYouType, isSupportedCountry, type CountryCode } from 'libphonenumber-js/min'
import { cleanText } from '../../../server/contract/dialled/clean-text.ts'
import { isEmergencyNumber } from '../../../server/contract/dialled/emergency/is-emergency-number.ts'
import {
  readDialled,
  type Dialled,
  type NumberRefusal,
  type Reading,
} from '../../../server/contract/dialled/read-dialled.ts'
import { isNumberBegun, splitNumber } from '../../../server/contract/dialled/split-number.ts'
import type { Messages } from '../../i18n/en.ts'
import type { ProviderTarget } from '../../ports/softphone-provider.ts'
import { dialledText } from '../../ui/names.ts'

export type Refusal = NumberRefusal | 'nobody-free'

function countryCode(country: string): CountryCode | undefined {
  return isSupportedCountry(country) ? country : undefined
}

const letters = /\p{L}/u

/** Whether a name is being typed, and not the extension of a number. */
export function isName(typed: string): boolean {
  return letters.test(typed) && !isNumberBegun(splitNumber(typed))
}

/**
 * The typed number with the spaces of its country. What follows the number stays as it was typed.
 * Only spaces and signs between the digits change; a name stays as it is.
 */
export function formatTyped(typed: string, country: string): string {
  if (isName(typed)) return typed
  const { head, tail } = splitNumber(typed)
  // As it is known: not (911).
  const isWhole = tail === '' && !head.includes('+')
  if (isWhole && isEmergencyNumber(digitsOf(head), country)) return digitsOf(head)
  // A slash or a line break separates two numbers: `readDialled` must see it.
  if (!/^[+\d ().-]*$/u.test(head)) return cleanText(typed)
  const shown = new AsYouType(countryCode(country)).input(head)
  if (digitsOf(shown) !== digitsOf(head)) return cleanText(typed)
  if (tail === '') return shown
  return head.endsWith(' ') ? `${shown} ${tail}` : `${shown}${tail}`
}

/** The country of the typed number, in the language of the screens; null while it is unknown. */
export function countryName(typed: string, country: string, { locale }: Messages): string | null {
  const typing = new AsYouType(countryCode(country))
  typing.input(splitNumber(typed).head)
  const code = typing.getNumber()?.country
  return code === undefined
    ? null
    : (new Intl.DisplayNames(locale, { type: 'region' }).of(code) ?? null)
}

/** What will be dialled, if the typed text does not show it; null if it does, or is not a number yet. */
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

/** The country of a number, and what exactly is dialled if the typed text does not show it. */
export function numberRemark(typed: string, country: string, text: Messages): string {
  const dialled = unlikeTyped(typed, country)
  if (dialled === null) return countryName(typed, country, text) ?? ''
  const what = dialledText(dialled.number, dialled.digits, text)
  const { rewritten } = dialled
  const said = rewritten === null ? what : `${what}, ${text.dialler.rewritten[rewritten]}`
  return [countryName(dialled.number, country, text), said].filter(Boolean).join(' · ')
}

/** A parsed number as a call target. */
export function numberTarget({ number, digits }: Dialled): ProviderTarget {
  return { kind: 'number', number, ...(digits === '' ? {} : { digits }) }
}

export function digitsOf(text: string): string {
  return text.replaceAll(/\D/gu, '')
}
