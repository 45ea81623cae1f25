import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { splitNumber } from '../../server/contract/dialled/split-number.ts'
import type { Party } from '../../server/contract/desk.ts'
import type { Messages } from '../i18n/en.ts'

/** A cache: each number is rendered again at every change of a call. */
const formatted = new Map<string, string>()
const MOST_FORMATTED = 500

/** `+351215550147` as `+351 21 555 0147`, with what follows it. A number that cannot be parsed stays as it is. */
export function formatNumber(number: string): string {
  const cached = formatted.get(number)
  if (cached !== undefined) return cached
  if (formatted.size >= MOST_FORMATTED) formatted.clear()
  const { head, tail } = splitNumber(number)
  const read = parsePhoneNumberFromString(head)?.formatInternational()
  const shown = read === undefined ? number : `${read}${tail}`
  formatted.set(number, shown)
  return shown
}

/** The keys that are sent after the answer, in words; null for none. Pauses at the start are left out. */
export function keysText(digits: string, text: Messages): string | null {
  const keys = digits.replace(/^[,w]+/u, '').replaceAll(/[,w]+/gu, ', ')
  return keys === '' ? null : text.who.keys(keys)
}

/** A number, with the keys that are sent after the answer. */
export function dialledText(number: string, digits: string, text: Messages): string {
  return [formatNumber(number), keysText(digits, text)].filter(Boolean).join(', ')
}

/** The name of a person on the screens; otherwise the number; otherwise that it is withheld. */
export function nameOf(person: Pick<Party, 'name' | 'number'> | undefined, text: Messages): string {
  if (person?.name) return person.name
  return person?.number ? formatNumber(person.number) : text.who.unknown
}

type NamedParty = Pick<Party, 'name' | 'number' | 'role' | 'userId'> | undefined

/** The same for a party of a call: a teammate without a name is not a withheld caller. */
export function partyName(party: NamedParty, text: Messages): string {
  const teammate = party !== undefined && (party.userId !== null || party.role === 'agent')
  return teammate && !party.name ? text.who.agent : nameOf(party, text)
}

/** A short name: the first name, or the whole number. */
export function firstName(party: NamedParty, text: Messages): string {
  return party?.name?.trim().split(/\s+/)[0] || partyName(party, text)
}

/** Up to two initials for the avatar; null without a name. */
export function initialsOf(name: string | null): string | null {
  const words = (name ?? '').split(/\s+/).filter((word) => /^\p{L}/u.test(word))
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined]
  const initials = letters.map((word) => [...(word ?? '')][0] ?? '').join('')
  return initials === '' ? null : initials.toLocaleUpperCase()
}
