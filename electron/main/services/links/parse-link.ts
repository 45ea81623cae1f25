import { cleanText } from '../../../../server/contract/dialled/clean-text.ts'
import {
  bareNumber,
  keysIn,
  MOST_KEYS,
  splitNumber,
} from '../../../../server/contract/dialled/split-number.ts'

/** The schemes of telephone links. `cordboard:` is our own and works in the same way. */
export const telephoneSchemes = ['tel', 'callto', 'sip'] as const
export const OWN_SCHEME = 'cordboard'

const MAX_LINK_LENGTH = 400
/** Including separators between the digits. */
const MAX_NUMBER_LENGTH = 120
const MAX_DIALLED_LENGTH = 32 + MOST_KEYS
const schemes: ReadonlySet<string> = new Set([...telephoneSchemes, 'sips', OWN_SCHEME])

/**
 * The number of a link, as `+` and digits and, after them, the keys to press; null for every other text. A stranger
 * may have made the link: only a number is taken from it.
 */
export function parseLink(link: string): string | null {
  if (link.length > MAX_LINK_LENGTH) return null
  const [, given = '', rest = ''] = /^([a-z]+):(.*)$/isu.exec(cleanText(link)) ?? []
  const scheme = given.toLowerCase()
  if (!schemes.has(scheme)) return null
  const subscriber = readSubscriber(scheme, rest)
  return subscriber === null ? null : readNumber(subscriber)
}

/** Whether a link has our own scheme, which no policy forbids. */
export function isOwnLink(link: string): boolean {
  return link.trim().toLowerCase().startsWith(`${OWN_SCHEME}:`)
}

/** The number of a copied text, link or not; null if it contains anything else. */
export function parseCopied(text: string): string | null {
  return parseLink(text) ?? parseNumber(text)
}

/** The number of a text as people write it, not of a link; null for every other text. */
export function parseNumber(text: string): string | null {
  const written = text.trim()
  return written.length > MAX_NUMBER_LENGTH ? null : readNumber(written)
}

/**
 * The part with the number and the keys to press after the answer. In `sip:` (RFC 3261) it ends at `@`, where the
 * host begins; without one there is no user, unless it looks like a number. Ours is `cordboard:dial/<number>`, with
 * or without slashes before it.
 */
function readSubscriber(scheme: string, rest: string): string | null {
  const plain = decode(rest.replace(/^\/\//u, ''))
  if (plain === null) return null
  if (scheme === OWN_SCHEME) {
    const number = /^(?:dial[/:])?([^/?]+)\/?$/u.exec(plain)?.[1]
    return number === undefined ? null : withParameters(number)
  }
  const [address = ''] = plain.split('?')
  if (scheme === 'tel' || scheme === 'callto') return withParameters(address.replace(/\/$/u, ''))
  const user = /^([^@]*)@/u.exec(address)?.[1]
  return withParameters(user ?? (address.startsWith('+') ? address : ''))
}

/**
 * Reads the parameters of RFC 3966: an extension, and the prefix of an incomplete number. A domain as context is
 * ignored. `postd` of RFC 2806 holds the keys to press after the answer.
 */
function withParameters(subscriber: string): string {
  const [number = '', ...parameters] = cleanText(subscriber).split(';')
  let head = number
  let tail = ''
  for (const parameter of parameters) {
    const [, name = '', value = ''] = /^ *([a-z-]+)=(.*)$/isu.exec(parameter) ?? []
    const known = name.toLowerCase()
    if (known === 'ext') tail += `,${value}`
    else if (known === 'postd') tail += value
    else if (known === 'phone-context' && value.startsWith('+')) head = `${value} ${head}`
    // Not a parameter, but keys after a pause.
    else if (name === '' && !/^[a-z]/iu.test(parameter)) tail += `;${parameter}`
  }
  return `${head}${tail}`
}

/**
 * The number, if the text is one: digits with usual separators, and keys to press after the answer. Letters are not
 * translated. A service code such as `*67` is kept as it is: the dialler says why it is not dialled.
 */
function readNumber(text: string): string | null {
  const cleaned = cleanText(text)
  const { head, tail } = splitNumber(cleaned)
  const number = bareNumber(head)
  const keys = keysIn(tail)
  if (number !== null && keys !== null) return limitLength(number + keys)
  const code = cleaned.replaceAll(/[ ().\-/]/gu, '')
  return /^[*#][*#]*\d[\d*#]*$/u.test(code) ? limitLength(code) : null
}

function limitLength(text: string): string | null {
  return text.length <= MAX_DIALLED_LENGTH ? text : null
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

/** The first of our links in a list of arguments, such as a second start sends; null otherwise. */
export function findLink(argv: readonly string[]): string | null {
  return argv.find((argument) => parseLink(argument) !== null) ?? null
}
