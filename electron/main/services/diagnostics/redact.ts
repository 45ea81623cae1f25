const GONE = '[redacted]'

/** What looks like a number and is none: identifiers, instants, addresses of machines. Kept as it is. */
const harmless = [
  /[A-Z]{2}[0-9a-f]{32}/u,
  /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/u,
  /\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2})?)?/u,
  /\d{1,3}(?:\.\d{1,3}){3}/u,
]
/** A telephone number as people and programs write it, also in an address; seven digits or more. */
const telephone = /(?:\+|%2[Bb])?\(?\d(?:[ ()/.\u2011-]{0,3}\d){6,18}/u
const shortened = new RegExp(
  `(?<![\\w])(?:(?<kept>${harmless.map(({ source }) => source).join('|')})(?!\\w)|(?<number>${telephone.source}))`,
  'gu',
)

/** Names under which a secret stands in JSON, in an address or in a header. */
const named =
  /(?<name>(?:[\w-]*(?:password|passwd|secret|token|authorization|cookie|credential|api[_-]?key)[\w-]*)["']?\s*[:=]\s*)(?:"(?:[^"\\]|\\.)*"|(?:Basic |Bearer )?[^\s"',;&}\]]+)/giu
/** What is a secret whatever it is called: signed tokens, and the hexadecimal keys of Twilio's kind. */
const secrets = [
  /\bey[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/gu,
  /\b(?:Basic|Bearer) [\w+/=.~-]{8,}/gu,
  /\b(?:[0-9a-f]{32,}|[0-9A-F]{32,})\b/gu,
  /(?<=:\/\/)[^\s/@"]+@/gu,
]

/**
 * A text without secrets and without whole telephone numbers: of each the last three digits are left, enough
 * to tell two apart. A digit more is taken out rather than one too few.
 */
export function redactText(text: string): string {
  const unnamed = text.replace(named, `$<name>"${GONE}"`)
  const unsigned = secrets.reduce((rest, secret) => rest.replace(secret, GONE), unnamed)
  return unsigned.replace(shortened, (found: string, kept: string | undefined) =>
    kept === undefined ? `…${found.replaceAll(/\D/gu, '').slice(-3)}` : found,
  )
}
