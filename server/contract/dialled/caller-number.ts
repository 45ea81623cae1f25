const E164 = /^\+[1-9]\d{6,14}$/

/**
 * ANONYMOUS, RESTRICTED, BLOCKED, UNKNOWN and UNAVAILABLE as keys of a telephone: what Twilio puts into `From` where a
 * carrier has sent the word. UNKNOWN is seen with two keys exchanged, too. None of them is long enough, or of the right
 * country, to be anybody's number. Newer calls have the words themselves.
 */
const WITHHELD: ReadonlySet<string> = new Set([
  '+266696687',
  '+7378742833',
  '+2562533',
  '+8656696',
  '+8566696',
  '+86282452253',
])

/** The number that a call came from, E.164; null where the caller withheld it, or where it is no number. */
export function callerNumber(from: string): string | null {
  return E164.test(from) && !isWithheld(from) ? from : null
}

export function isWithheld(number: string): boolean {
  return WITHHELD.has(number)
}
