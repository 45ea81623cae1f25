import * as fc from 'fast-check'
import { getCountryCallingCode, isSupportedCountry } from 'libphonenumber-js/max'
import { describe, expect, it } from 'vitest'
import { readConfig } from '../config/config.ts'
import { EMERGENCY_NUMBERS } from '../contract/dialled/emergency/emergency-table.ts'
import type { Usage } from './limits.ts'
import { decide, decideNumber, policyOf } from './policy.ts'
import type { DialPolicy } from './policy.ts'
import { readNumber } from './read-number.ts'

type Environment = Readonly<Record<string, string>>

function policy(environment: Environment = {}, callerId = '+14155550100'): DialPolicy {
  const config = readConfig(environment)
  if (!config.ok) throw new Error(config.failure.join('\n'))
  return policyOf(config.value.own, { callerIds: [callerId] })
}

const none = { callsPerMinute: 0, legsAtOnce: 0, minutesPerDay: 0 }
const unused: Usage = { agent: none, account: none, parties: 0 }

function why(number: string, of: DialPolicy): string {
  const decision = decideNumber(number, of)
  return decision.kind === 'allowed' ? 'allowed' : decision.why
}

const german: Environment = { CORDBOARD_COUNTRY: 'DE' }
const inGermany = policy(german, '+4930901820')
const worldwide = policy({ CORDBOARD_DIAL_COUNTRIES: '*' })

describe('which numbers are called', () => {
  it.each([
    ['the own country', '+14155550123'],
    ['a fictitious number of it', '+14155550199'],
    ['a range that the metadata does not know yet', '+19995550100'],
    ['toll free', '+18005550100'],
    ['toll free in all the world', '+80012345678'],
  ])('%s: %s', (_what, number) => expect(why(number, policy())).toBe('allowed'))

  it.each([
    // All of them look like calls within the USA.
    ['+1 900', '+19005550100', 'premium-number'],
    ['the exchange 976', '+14159765010', 'premium-number'],
    ['the Dominican Republic', '+18095551234', 'country-not-allowed'],
    ['Jamaica', '+18765551234', 'country-not-allowed'],
    ['Canada', '+16135550123', 'country-not-allowed'],
    ['a number nobody has in American Samoa', '+16840000000', 'country-not-allowed'],
    ['personal, +1 500', '+15005550100', 'personal-number'],
    ['personal, +1 521', '+15215550100', 'personal-number'],
    ['Inmarsat', '+870773111632', 'satellite-number'],
    ['Iridium', '+881612345678', 'satellite-number'],
    ['an international network', '+88213123456', 'international-network-number'],
    ['another', '+883510012345', 'international-network-number'],
    ['international premium rate', '+979123456789', 'premium-number'],
    ['international shared cost', '+80812345678', 'shared-cost-number'],
    ['universal personal', '+878101234567890', 'personal-number'],
    ['disaster relief', '+888123456789', 'unknown-number'],
    ['abroad', '+442079460321', 'country-not-allowed'],
    ['premium abroad', '+33891234567', 'premium-number'],
    ['no number', '+999123456789', 'unknown-number'],
    ['a word', 'client:somebody', 'unknown-number'],
    ['a short number', '4636', 'unknown-number'],
  ])('not %s: %s', (_what, number, reason) => expect(why(number, policy())).toBe(reason))

  it.each([
    ['a mobile', '+4915112345678', 'allowed'],
    ['0900', '+499001123456', 'premium-number'],
    ['0900 with more digits, which an exchange leaves out', '+499001123456789', 'premium-number'],
    ['0137', '+491377123456', 'premium-number'],
    ['0700', '+4970012345678', 'personal-number'],
    ['0180', '+491801123456', 'shared-cost-number'],
    ['110 with the country’s code', '+49110', 'emergency-not-allowed'],
    ['+1 800, which is no German one', '+18005550100', 'country-not-allowed'],
  ])('in Germany %s', (_what, number, reason) => expect(why(number, inGermany)).toBe(reason))

  it('abroad by setting alone, and there only what is known', () => {
    const some = policy({ CORDBOARD_DIAL_COUNTRIES: 'GB, CA' })
    expect(why('+442079460321', some)).toBe('allowed')
    expect(why('+16135550123', some)).toBe('allowed')
    expect(why('+447797712345', some)).toBe('country-not-allowed') // Jersey
    expect(why('+33142685300', some)).toBe('country-not-allowed')
    expect(why('+33142685300', worldwide)).toBe('allowed')
    expect(why('+21612345678', worldwide)).toBe('unknown-number')
  })

  it('of the countries whose numbers are shown, too', () => {
    expect(why('+442079460321', policy({}, '+442079460018'))).toBe('allowed')
  })

  it('barred kinds by setting alone', () => {
    const open = policy({ CORDBOARD_DIAL_KINDS: 'satellite,premium' })
    expect(why('+881612345678', open)).toBe('allowed')
    expect(why('+19005550100', open)).toBe('allowed')
    // Its country stays closed.
    expect(why('+33891234567', open)).toBe('country-not-allowed')
    expect(why('+15005550100', open)).toBe('personal-number')
  })

  it('emergency numbers by setting alone, as they are', () => {
    const open = policy({ CORDBOARD_EMERGENCY_NUMBERS: '911' })
    expect(why('911', open)).toBe('allowed')
    expect(why('112', open)).toBe('emergency-not-allowed')
  })
})

describe('how much is called', () => {
  const { limits } = policy()
  const { agent, account } = limits
  it.each([
    ['party-limit', { parties: limits.partiesPerCall }],
    ['agent-call-rate', { agent: { ...none, callsPerMinute: agent.callsPerMinute } }],
    ['agent-leg-limit', { agent: { ...none, legsAtOnce: agent.legsAtOnce } }],
    ['agent-minute-limit', { agent: { ...none, minutesPerDay: agent.minutesPerDay } }],
    ['account-call-rate', { account: { ...none, callsPerMinute: account.callsPerMinute } }],
    ['account-leg-limit', { account: { ...none, legsAtOnce: account.legsAtOnce } }],
    ['account-minute-limit', { account: { ...none, minutesPerDay: account.minutesPerDay } }],
  ])('%s', (reason, used) => {
    const usage = { ...unused, ...used }
    const decision = decide('+14155550123', policy(), usage)
    expect(decision).toEqual({ kind: 'refused', why: reason })
    const ofDesk = decide(null, policy(), usage)
    const isOfTelephones = /leg|minute/u.test(reason)
    expect(ofDesk.kind).toBe(isOfTelephones ? 'allowed' : 'refused')
  })
})

describe('whatever is dialled', () => {
  const digit = fc.constantFrom(...'0123456789')
  const digits = (least: number, most: number) =>
    fc.string({ unit: digit, minLength: least, maxLength: most })
  const barred = fc.oneof(
    digits(7, 7).map((rest) => `+1900${rest}`),
    fc
      .tuple(fc.constantFrom('212', '415', '808'), digits(4, 4))
      .map(([area, rest]) => `+1${area}976${rest}`),
    fc
      .tuple(fc.constantFrom('870', '878', '881', '882', '883', '979', '808'), digits(8, 10))
      .map((all) => `+${all.join('')}`),
    digits(6, 6).map((rest) => `+499001${rest}`),
    digits(7, 9).map((rest) => `+44909${rest}`.slice(0, 13)),
  )
  const countries = ['US', 'DE', 'GB', 'FR', 'ZA', 'TH', 'AU', 'JP']
  const country = fc.constantFrom(...countries)
  const idd: Record<string, string> = { US: '011', AU: '0011', JP: '010', TH: '001' }
  /** The same number as people write it from here. */
  const written = fc
    .tuple(
      barred,
      country,
      fc.constantFrom('', ' ', '-', '.', '\u200B', '\u00A0'),
      fc.constantFrom('', ',,12', '#4', ' ext 7'),
      fc.boolean(),
      digits(0, 3),
    )
    .map(([number, from, sign, tail, isAbroad, more]) => {
      const all = number.slice(1) + more
      const code = isSupportedCountry(from) ? getCountryCallingCode(from) : ''
      const trunk = from === 'US' ? '1' : '0'
      const national = all.startsWith(code)
        ? trunk + all.slice(code.length)
        : `${idd[from] ?? '00'}${all}`
      const plain = isAbroad ? `+${all}` : national
      return { typed: [...plain].join(sign) + tail, from }
    })

  it('no form of a barred number passes, in no country, with all countries open', () => {
    let read = 0
    const openIn = new Map(
      countries.map((from) => [
        from,
        policy({ CORDBOARD_COUNTRY: from, CORDBOARD_DIAL_COUNTRIES: '*' }),
      ]),
    )
    fc.assert(
      fc.property(written, ({ typed, from }) => {
        const reading = readNumber({ number: typed }, from, [])
        if (!reading.ok) return
        read += 1
        const open = openIn.get(from) ?? worldwide
        const { kind } = decide(reading.value.number, open, unused)
        expect({ typed, kind }).toEqual({ typed, kind: 'refused' })
      }),
      { numRuns: 2000 },
    )
    expect(read).toBeGreaterThan(300)
  })

  it('no emergency number passes, as it is or with the country’s code', () => {
    for (const [of, numbers] of Object.entries(EMERGENCY_NUMBERS)) {
      if (!isSupportedCountry(of)) continue
      const here = policy({ CORDBOARD_COUNTRY: of, CORDBOARD_DIAL_COUNTRIES: '*' })
      for (const number of numbers.replaceAll('x', '5').split(' ')) {
        for (const typed of [
          number,
          `${number} `,
          [...number].join('-'),
          `${number},,1`,
          `${number}#`,
        ]) {
          const reading = readNumber({ number: typed }, of, [])
          expect({ typed, of, ok: reading.ok }).toEqual({ typed, of, ok: false })
        }
        for (const typed of [number, `+${getCountryCallingCode(of)}${number}`]) {
          const { kind } = decide(typed, here, unused)
          expect({ typed, of, kind }).toEqual({ typed, of, kind: 'refused' })
        }
      }
    }
  })

  const american = policy()
  it('what is refused is so in an open world as well, or its country was the reason', () => {
    fc.assert(
      fc.property(digits(7, 14), (rest) => {
        const closed = decide(`+${rest}`, american, unused)
        const open = decide(`+${rest}`, worldwide, unused)
        const same = closed.kind === open.kind
        expect(same || (closed.kind === 'refused' && closed.why === 'country-not-allowed')).toBe(
          true,
        )
      }),
      { numRuns: 1000 },
    )
  })
})
