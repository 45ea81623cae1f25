/*
 * A log without ids is of no use, and one with telephone numbers breaks trust. So what has the shape of an id or an instant is
 * found first, and numbers are cut from the rest.
 */

/** What people and programs write between the digits of a number, also in an address (`%20`). */
const between = String.raw`(?:[ \u00a0\u202f\u3000()/.+\u2010-\u2015\u2212\uff08\uff09\uff0d-\uff0f-]|\p{Cf}|%(?:20|28|29|2[BDEFbdef]))`

/** Shapes that a number cannot have: they are kept everywhere. */
const certain = [
  // SIDs of Twilio, and UUIDs: calls and parties of ours are `call_<uuid>` and `party_<uuid>`.
  /[A-Z]{2}[0-9a-f]{32}/u,
  /[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}/u,
  // Identities, and the user ids in them.
  /tenant_[A-Za-z0-9]{1,40}_user_[A-Za-z0-9]{1,80}/u,
  /(?<=userId["']?\s?[:=]\s?["']?)[0-9a-f]{16}(?![0-9A-Za-z])/u,
  // Instants of ISO 8601, and of our own JSON: milliseconds, and the revisions that are counted like them.
  /(?:[+-]\d{2})?\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2}(?!\d))?/u,
  /(?<="(?:at|time|revision|responseTime)":\s?)\d+(?:\.\d+)?(?=[\s,}\]])/u,
]

/** Shapes that a part of a number can have too: kept where no digit is near. Public addresses need their port. */
const alone = [
  /(?:19|20)\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])/u,
  /(?:0\.0|10\.\d{1,3}|127\.\d{1,3}|169\.254|172\.(?:1[6-9]|2\d|3[01])|192\.168)(?:\.\d{1,3}){2}/u,
  /\d{1,3}(?:\.\d{1,3}){3}(?=:\d{1,5}(?!\d))/u,
  // Chromium's version.
  /\d{2,3}\.0\.\d{4,5}\.\d{1,3}/u,
]

const either = (shapes: readonly RegExp[]) => shapes.map(({ source }) => source).join('|')
const kept = new RegExp(
  `(${either(certain)}|(?<![\\d+]${between}{0,4})(?:${either(alone)})(?!${between}{0,4}\\d))`,
  'gu',
)

/** Seven digits or more; five after a `+`, for the smallest countries; all of them after the scheme of an address. */
const number = new RegExp(
  [
    String.raw`(?<=tel:|sips?:)\+?\p{Nd}(?:${between}{0,4}\p{Nd})*`,
    String.raw`(?:\+|\uff0b|%2[Bb])${between}{0,4}\p{Nd}(?:${between}{0,4}\p{Nd}){4,}`,
    String.raw`[(\uff08]?\p{Nd}(?:${between}{0,4}\p{Nd}){6,}`,
  ].join('|'),
  'giu',
)

/**
 * A text with only the last three digits of each telephone number, `…123`, whatever is around it. It rather cuts too much:
 * numbers side by side become one, and other long digits (a public address, an amount) are cut too.
 */
export function redactNumbers(text: string): string {
  return text
    .split(kept)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(number, shorten)))
    .join('')
}

function shorten(found: string): string {
  const digits = found.replaceAll(/%[0-9A-Fa-f]{2}|\P{Nd}/gu, '')
  return `…${digits.slice(digits.length > 6 ? -3 : digits.length)}`
}
