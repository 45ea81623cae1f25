import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDialled } from './read-dialled.ts'

const digitsOf = (text: string) => text.replaceAll(/\D/gu, '')

describe('a number with what follows it', () => {
  // An agent typed a teammate's direct number and extension, and a stranger's telephone rang.
  it.each([
    ['030 901820,,45', 'DE', '+4930901820', ',,45'],
    ['030 901820#45', 'DE', '+4930901820', ',45'],
    ['030 901820 # 45', 'DE', '+4930901820', ',45'],
    ['+4930123456*12', 'US', '+4930123456', '*12'],
    ['(415) 555-0123#89', 'US', '+14155550123', ',89'],
    ['(415) 555-0123 x89', 'US', '+14155550123', ',89'],
    ['(415) 555-0123 X 89', 'US', '+14155550123', ',89'],
    ['(415) 555-0123 ext 89', 'US', '+14155550123', ',89'],
    ['(415) 555-0123, Ext.: 89', 'US', '+14155550123', ',89'],
    ['(415) 555-0123 (extension 89)', 'US', '+14155550123', ',89'],
    ['+1-415-555-0123;ext=89', 'US', '+14155550123', ',89'],
    ['+14155550123p89', 'US', '+14155550123', ',89'],
    ['+14155550123;89', 'US', '+14155550123', ',89'],
    ['+14155550123w89W1', 'US', '+14155550123', 'w89ww1'],
    ['+1 415 555 0123,,123-456-789#', 'US', '+14155550123', ',,123456789#'],
    ['+14155550123,#1', 'US', '+14155550123', ',#1'],
    ['911x5', 'US', '911', ',5'],
  ])('%s in %s', (typed, country, number, digits) => {
    expect(readDialled(typed, country)).toMatchObject({ kind: 'number', number, digits })
  })

  it.each([
    ['*67 415 555 0123', 'US', 'service-code'],
    ['*674155550123', 'US', 'service-code'],
    ['#31#030 901820', 'DE', 'service-code'],
    ['*21#', 'US', 'service-code'],
    ['#', 'US', 'service-code'],
    ['1831 02 5550 1234', 'AU', 'not-a-number'],
    ['030 901820~45', 'DE', 'no-keys'],
    ['030 901820/45', 'DE', 'not-a-number'],
    ['030 / 901 / 820', 'DE', 'not-a-number'],
    ['030 901820\n45', 'DE', 'no-keys'],
    ['030 901820\t45', 'DE', 'no-keys'],
    ['030 901820:45', 'DE', 'no-keys'],
    ['+14155550123,+14155550124', 'US', 'no-keys'],
    ['415 555 0123 ext', 'US', 'no-keys'],
    ['415 555 0123,,', 'US', 'no-keys'],
    ['415 555 0123#', 'US', 'no-keys'],
    ['1-800-FLOWERS', 'US', 'letters'],
    ['call 415 555 0123', 'US', 'letters'],
    ['', 'US', 'empty'],
    ['\u200B', 'US', 'empty'],
    ['41555', 'US', 'too-short'],
    ['+14155550100 99', 'US', 'too-long'],
    ['+999 12345678', 'US', 'no-country'],
  ])('%j in %s is refused: %s', (typed, country, why) => {
    expect(readDialled(typed, country)).toEqual({ kind: 'refused', why })
  })

  it('is limited in how many keys are pressed', () => {
    const keys = (count: number) => readDialled(`+14155550123,${'1'.repeat(count)}`, 'US')
    expect(keys(39)).toMatchObject({ kind: 'number' })
    expect(keys(40)).toEqual({ kind: 'refused', why: 'no-keys' })
  })
})

describe('a number as it is dialled from here', () => {
  it.each([
    ['+1 415 555 0100', 'US', '+14155550100'],
    ['(415) 555-0100', 'US', '+14155550100'],
    ['1-415-555-0100', 'US', '+14155550100'],
    ['020 7946 0321', 'GB', '+442079460321'],
    ['01632 960123', 'GB', '+441632960123'],
    ['+44 (0)20 7946 0321', 'US', '+442079460321'],
    ['(+49) 30 901820', 'US', '+4930901820'],
    ['030/901820', 'DE', '+4930901820'],
    ['0211 / 555 0147', 'DE', '+492115550147'],
    ['0049 30 901820', 'FR', '+4930901820'],
    ['011 44 20 7946 0321', 'US', '+442079460321'],
    ['+39 06 698 12345', 'US', '+390669812345'],
    ['8 495 123-45-67', 'RU', '+74951234567'],
    ['06 1 234 5678', 'HU', '+3612345678'],
    ['0 15 21 2345 6789', 'BR', '+552123456789'],
    ['011 15 2345-6789', 'AR', '+5491123456789'],
    ['9-1-1', 'US', '911'],
    ['+14155550100', 'ZZ', '+14155550100'],
  ])('%s in %s is %s', (typed, country, number) => {
    expect(readDialled(typed, country)).toMatchObject({ number, digits: '', rewritten: null })
  })

  it.each([
    ['+52 1 55 1234 5678', 'US'],
    ['011 52 1 55 1234 5678', 'US'],
    ['00 52 1 55 1234 5678', 'DE'],
    ['1 55 1234 5678', 'MX'],
    ['044 55 1234 5678', 'MX'],
    ['045 55 1234 5678', 'MX'],
    ['01 55 1234 5678', 'MX'],
  ])('an old Mexican mobile, %s in %s, is rewritten and says so', (typed, country) => {
    const rewritten = 'mexican-mobile'
    expect(readDialled(typed, country)).toMatchObject({ number: '+525512345678', rewritten })
  })
})

describe('signs that nobody sees', () => {
  const unseen = ['200E', '202A', '202C', '200B', 'FE0D', '2066', '2069', 'FEFF', '00AD', '2060']
  it.each(unseen)('U+%s around and in a number', (code) => {
    const sign = String.fromCodePoint(Number.parseInt(code, 16))
    const typed = `${sign}+1 415${sign}555${sign}0123${sign},${sign}8${sign}9${sign}`
    expect(readDialled(typed, 'US')).toMatchObject({ number: '+14155550123', digits: ',89' })
  })

  it.each([
    ['a space that does not break', '+1\u00A0415\u202F555\u20090123'],
    ['dashes', '+1\u2011415\u2013555\u22120123'],
    ['full-width signs', '\uFF0B\uFF11\uFF08415\uFF09555\uFF0D0123'],
    ['Arabic digits', '+\u0661 \u0664\u06F1\u0665 555 0123'],
  ])('%s', (_what, typed) => {
    expect(readDialled(typed, 'US')).toMatchObject({ number: '+14155550123' })
  })
})

describe('whatever is typed', () => {
  const country = fc.constantFrom('US', 'DE', 'GB', 'MX', 'AR', 'BR', 'AU', 'RU', 'IT', 'HU', 'ZZ')
  const sign = fc.constantFrom(...'0123456789+ ()-./,;#*xpwe~:\n\t\u200B')
  const piece = fc.constantFrom(
    '030 901820',
    '+1 415 555 0123',
    '415555',
    ' ext ',
    ';ext=',
    ',,',
    '#',
  )
  const typed = fc.oneof(
    fc.array(sign, { maxLength: 24 }).map((signs) => signs.join('')),
    fc
      .array(fc.oneof(piece, sign, fc.stringMatching(/^\d{1,6}$/u)), { maxLength: 6 })
      .map((all) => all.join('')),
    fc.string(),
  )

  it('is refused with a reason, or dialled digit by digit', () => {
    let read = 0
    fc.assert(
      fc.property(typed, country, (text, from) => {
        const reading = readDialled(text, from)
        if (reading.kind === 'refused') return reading.why !== undefined
        read += 1
        const { number, digits, rewritten } = reading
        const all = digitsOf(text)
        // What is pressed is the end of what was typed, and nothing more.
        if (!all.endsWith(digitsOf(digits))) return false
        const dialled = all.slice(0, all.length - digitsOf(digits).length)
        if (rewritten !== null) return dialled.endsWith(number.slice(-10))
        // Argentina's 15 stands for the 9.
        if (number.startsWith('+549')) return dialled.endsWith(number.slice(-6))
        const bare = digitsOf(number)
        // Before the number stand at most a prefix for abroad, the code of the country, and a prefix within it.
        return [0, 1, 2, 3].some((code) => {
          const rest = bare.slice(code)
          const before = dialled.slice(0, dialled.length - rest.length)
          return dialled.endsWith(rest) && before.replace(bare.slice(0, code), '').length <= 5
        })
      }),
      { numRuns: 5000 },
    )
    expect(read).toBeGreaterThan(200)
  })

  it('reads the same again as it is handed on', () => {
    fc.assert(
      fc.property(typed, country, (text, from) => {
        const reading = readDialled(text, from)
        if (reading.kind === 'refused') return
        const { number, digits } = reading
        expect(readDialled(`${number}${digits}`, from)).toMatchObject({ number, digits })
      }),
      { numRuns: 2000 },
    )
  })
})
