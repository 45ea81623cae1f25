import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import type { Messages } from '../i18n/en.ts'

/** `+351215550147` as `+351 21 555 0147`; what cannot be read stays as it is. */
export function formatNumber(number: string): string {
  return parsePhoneNumberFromString(number)?.formatInternational() ?? number
}

/** How a person is called on the screens: by name, else by number, else as withheld. */
export function nameOf(
  person: { readonly name: string | null; readonly number: string | null },
  text: Messages,
): string {
  if (person.name) return person.name
  return person.number ? formatNumber(person.number) : text.who.unknown
}

/** Up to two letters for the portrait; null where there is no name to take them from. */
export function initialsOf(name: string | null): string | null {
  const words = (name ?? '').split(/\s+/).filter((word) => /^\p{L}/u.test(word))
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined]
  const initials = letters.map((word) => [...(word ?? '')][0] ?? '').join('')
  return initials === '' ? null : initials.toLocaleUpperCase()
}
