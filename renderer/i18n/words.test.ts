import { describe, expect, it } from 'vitest'
import { en } from './en.ts'

interface Text {
  /** Where it is in the catalogue: `notice.failed.presence`. */
  readonly at: string
  readonly says: string
}

/** All texts. A function gets names that no forbidden word is in. */
function textsOf(value: unknown, at = ''): Text[] {
  if (typeof value === 'function') return textsOf(value('Ada', 'Ben', 'Cleo'), at)
  if (typeof value === 'string') return [{ at, says: value }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    textsOf(inner, at === '' ? key : `${at}.${key}`),
  )
}

const texts = textsOf(en)

/** An old or a heavy word, and what a text says in its place. The words of `tests/architecture/words.ts` come on top. */
const forbidden: readonly (readonly [RegExp, string])[] = [
  [/\b(nobody|no-one)\b/iu, 'no one'],
  [/\bsomebody\b/iu, 'someone'],
  [/\b(anybody|everybody)\b/iu, 'anyone, everyone'],
  [/\b(begins?|begun|began)\b/iu, 'start'],
  [/\bgo(es)? on with\b/iu, 'continue'],
  [/\bwhole\b/iu, 'full'],
  [/\btelephones?\b/iu, 'phone'],
  [/\b(stands?|fits?)\b/iu, 'is, matches'],
  [/\bneed be\b/iu, 'if needed'],
  [/\b(is|are) put\b/iu, 'goes'],
  [/\bpresence\b/iu, 'status'],
  [/\boutcomes?\b/iu, 'disposition'],
  [/\bafter-call work\b/iu, 'wrap-up'],
  [/\bwithheld\b/iu, 'private number'],
  [/\bglobal keys?\b/iu, 'global shortcut'],
  [/\bthis machine\b/iu, 'this computer'],
  [/\b(does|do|did) not answer\b/iu, 'isn’t responding, didn’t answer'],
  [/\b(can|is|are|was|were|does|do|did|has|have|will) ?not\b/iu, 'the short form: can’t, isn’t'],
  [/\bmay not do\b/iu, 'don’t have permission'],
  [/organiz/iu, 'organis…: British spelling'],
  [/\b(center|canceled|color|dialer)\b/iu, 'centre, cancelled, colour, dialler'],
  [/\p{L}'\p{L}|\p{L}' /u, 'a typographic apostrophe: ’'],
  [/\.\.\./u, '…'],
]

/** IT works on the account there, and looks for these names in Twilio's Console. */
const aboutTwilio = /^(firstRun|ownServer)\./u

describe('the texts of the screens', () => {
  it('are all there', () => {
    expect(texts.length).toBeGreaterThan(400)
  })

  it.each(forbidden)('do not say %s', (word, write) => {
    const found = texts.filter(({ says }) => word.test(says))
    expect(
      found.map(({ at, says }) => `${at}: “${says}”`),
      `write: ${write}`,
    ).toEqual([])
  })

  it('name no supplier, except where IT sets up its account', () => {
    const supplier = /twilio|taskrouter/iu
    const found = texts.filter(({ at, says }) => !aboutTwilio.test(at) && supplier.test(says))
    expect(found).toEqual([])
  })

  it('are short', () => {
    const long = texts.filter(({ says }) => says.length > 190)
    expect(long).toEqual([])
  })
})

it('lists are written in the spelling of the texts', () => {
  expect(en.list(['Marta', 'Deniz', 'Sam'])).toBe('Marta, Deniz and Sam')
})
