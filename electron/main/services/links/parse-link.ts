/** The schemes of telephone links. `cordboard:` is our own and says the same. */
export const telephoneSchemes = ['tel', 'callto', 'sip'] as const
export const OWN_SCHEME = 'cordboard'

const LONGEST_LINK = 400
/** With what people put between the digits. */
const LONGEST_NUMBER = 60
const MOST_DIGITS = 32
const schemes: ReadonlySet<string> = new Set([...telephoneSchemes, 'sips', OWN_SCHEME])

/**
 * The number that a link asks to dial, as `+` and digits, `*` or `#`; null for every other text. Whoever
 * made the link is a stranger: of all that it says, only a number comes through.
 */
export function parseLink(link: string): string | null {
  if (link.length > LONGEST_LINK) return null
  const [, given = '', rest = ''] = /^([a-z]+):(.*)$/isu.exec(link.trim()) ?? []
  const scheme = given.toLowerCase()
  if (!schemes.has(scheme)) return null
  const subscriber = subscriberOf(scheme, rest)
  return subscriber === null ? null : numberIn(subscriber)
}

/** Whether a link is of our own scheme, which no policy takes away. */
export function isOwnLink(link: string): boolean {
  return link.trim().toLowerCase().startsWith(`${OWN_SCHEME}:`)
}

/** The number that a copied text is, link or not; null when it says anything else too. */
export function parseCopied(text: string): string | null {
  return parseLink(text) ?? parseNumber(text)
}

/** The number that a text is, as people write it, and no link; null for every other text. */
export function parseNumber(text: string): string | null {
  const written = text.trim()
  return written.length > LONGEST_NUMBER ? null : numberIn(written)
}

/**
 * The part that names whom to call. `tel:` (RFC 3966) ends it at `;`, where its parameters begin; `sip:`
 * (RFC 3261) at `@` too. Ours is `cordboard:dial/<number>`, with or without slashes before it.
 */
function subscriberOf(scheme: string, rest: string): string | null {
  const plain = decode(rest.replace(/^\/\//u, ''))
  if (plain === null) return null
  if (scheme === OWN_SCHEME) return /^(?:dial[/:])?([^/?]+)\/?$/u.exec(plain)?.[1] ?? null
  const [before = ''] = plain.split(/[;?]/u)
  return scheme === 'tel' || scheme === 'callto'
    ? before.replace(/\/$/u, '')
    : (before.split('@')[0] ?? null)
}

/** The number, when the text is one: digits with what people put between them. Letters are not translated. */
function numberIn(text: string): string | null {
  if (!/^\s*\+?[\d\s().\-/*#\u00A0\u2010-\u2015]+$/u.test(text)) return null
  const bare = text.replaceAll(/[^+\d*#]/gu, '')
  const digits = bare.replaceAll(/\D/gu, '').length
  return digits >= 1 && bare.length <= MOST_DIGITS ? bare : null
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

/** The first link of ours among a program's arguments, such as a second start hands over; null when there is none. */
export function linkAmong(argv: readonly string[]): string | null {
  return argv.find((argument) => parseLink(argument) !== null) ?? null
}
