import { cleanText } from './clean-text.ts'

/** At most so many keys and pauses after a number. */
export const MOST_KEYS = 40
/** Digits before a slash: a country code, a 0 and an area code. A later slash separates two numbers: `901820/21`. */
const MOST_BEFORE_SLASH = 8

/** A number and what follows it, as text. Neither is checked yet. */
export interface SplitNumber {
  /** The number as it is written, in ASCII. */
  readonly head: string
  /** Everything from the first sign that a number cannot have. */
  readonly tail: string
}

/** What comes before an extension. `#` directly after a number does too; after a pause it is the key. */
const EXTENSION = /^(?: *#|[,;]? *(?:extension|extn?|xtn?|x))[ .:=]*/iu
const WORDS = ['extension', 'extn', 'xtn']

/** Splits a text where the number ends. Only invisible signs and outer spaces are lost. */
export function splitNumber(text: string): SplitNumber {
  const [, head = '', tail = ''] = /^([ (]*\+?[\d ().\-/]*)(.*)$/su.exec(cleanText(text)) ?? []
  // A bracket around the extension does not belong to the number.
  const opened = /^(.*\d[ ]*)\($/u.exec(head)?.[1]
  return opened !== undefined && tail.endsWith(')')
    ? { head: opened, tail: tail.slice(0, -1) }
    : { head, tail }
}

/** The digits of a number, with its `+`; null when the signs between them do not make one number. */
export function bareNumber(head: string): string | null {
  const parts = head.split('/')
  const before = (parts[0] ?? '').replaceAll(/\D/gu, '').length
  if (parts.length > 2 || (parts.length === 2 && before > MOST_BEFORE_SLASH)) return null
  const bare = head.replaceAll(/[^+\d]/gu, '')
  return /\d/u.test(bare) ? bare : null
}

/**
 * What is pressed after the answer: keys, `,` for two seconds and `w` for half a second, at most `MOST_KEYS`. Empty when nothing
 * follows the number, null when what follows cannot be pressed. People write `,`, `;` and `p` for a pause; `w` and `W` are
 * Twilio's. An extension is pressed after a pause, because a machine speaks first.
 */
export function keysIn(tail: string): string | null {
  if (tail === '') return ''
  const written = tail.replace(EXTENSION, ',').replaceAll(/[ -]/gu, '')
  if (!/^[,;*pw][\d*#,;pw]*$/iu.test(written)) return null
  const keys = written.replaceAll(/[;p]/giu, ',').replaceAll('W', 'ww')
  return keys.length <= MOST_KEYS && /[\d*#]/u.test(keys) ? keys : null
}

/** Whether a text with letters is a number whose extension is being typed, and not a name. */
export function isNumberBegun({ head, tail }: SplitNumber): boolean {
  if (head.replaceAll(/\D/gu, '').length < 3) return false
  const [, word = '', rest = ''] = /^[,;]? *(\p{L}*)(.*)$/su.exec(tail) ?? []
  const begun = word.toLowerCase()
  const known = /^[pw]+$/u.test(begun) || WORDS.some((each) => each.startsWith(begun))
  return known && /^[\d*#,;pw .:=-]*$/iu.test(rest)
}
