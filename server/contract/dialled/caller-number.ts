const E164 = /^\+[1-9]\d{6,14}$/

/**
 * ANONYMOUS, RESTRICTED, BLOCKED, UNKNOWN (also with two keys exchanged) and UNAVAILABLE on a telephone's keys: Twilio's `From`
 * when a carrier has sent the word. None of them can be a real number. Newer calls have the words themselves.
 */
const WITHHELD: ReadonlySet<string> = new Set([
  '+266696687',
  '+7378742833',
  '+2562533',
  '+8656696',
  '+8566696',
  '+86282452253',
])

/** The number that a call came from, E.164; null when it is withheld or not a number. */
export function callerNumber(from: string): string | null {
  return E164.test(from) && !isWithheld(from) ? from : null
}

export function isWithheld(number: string): boolean {
  return WITHHELD.has(number)
}
