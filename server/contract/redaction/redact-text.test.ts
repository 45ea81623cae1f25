import * as fc from 'fast-check'
import { getCountries, getExampleNumber } from 'libphonenumber-js/max'
import examples from 'libphonenumber-js/examples.mobile.json' with { type: 'json' }
import { describe, expect, it } from 'vitest'
import { redactText } from './redact-text.ts'

const digitsOf = (text: string) => text.replaceAll(/\D/gu, '')

/** A mobile number of every country as people, programs and addresses write it, where it has seven digits or more. */
const written = getCountries().flatMap((country) => {
  const number = getExampleNumber(country, examples)
  if (number === undefined) return []
  const international = number.formatInternational()
  return [
    number.number,
    encodeURIComponent(number.number),
    number.getURI(),
    international,
    encodeURIComponent(international),
    international.replaceAll(' ', '-'),
    international.replaceAll(' ', '.'),
    international.replaceAll(' ', '\u00a0'),
    `00${number.number.slice(1)}`,
    number.number.slice(1),
    number.formatNational(),
    number.nationalNumber,
  ].filter((form) => form.includes('+') || digitsOf(form).length >= 7)
})

/** Whatever may stand beside a number or an id: letters, punctuation, and what JSON puts there. */
const beside = fc.oneof(
  fc.stringMatching(/^[A-Za-z]{0,4}$/u),
  fc.stringMatching(/^[!-/:-@[-`{-~ ]{0,3}$/u),
  fc.constantFrom('","to":"', '":"', ' to ', '_', 'agent', "'s number is ", '\\n', '\u202d'),
)

describe('a telephone number', () => {
  it('of any country is cut, however it is written and whatever touches it', () => {
    fc.assert(
      fc.property(beside, fc.constantFrom(...written), beside, (before, number, after) => {
        const left = digitsOf(redactText(`${before}${number}${after}`))
        expect(left.length).toBeLessThanOrEqual(3)
        expect(digitsOf(decodeURIComponent(number)).endsWith(left)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it.each([
    ["The number +14155550123 is not valid for 'To'", "The number …123 is not valid for 'To'"],
    ['n4155550123x', 'n…123x'],
    ['called (415) 555-0123 now', 'called …123 now'],
    ['0211 / 555 0147', '…147'],
    ['tel:1234', 'tel:…'],
    ['+683 4002', '…002'],
    ['٠١٥٥٥٠١٢٣٤٥', '…٣٤٥'],
    ['?From=%2B1%20415%20555%200123&x=1', '?From=…123&x=1'],
    ['{"to":"+442071838750","from":"4155550123"}', '{"to":"…750","from":"…123"}'],
    ['06.12.34.56.78 or 12.34.56.78', '…678 or …678'],
    ['+49 2024-01-15', '…115'],
    ['4155550123 4155550124', '…124'],
    ['CA0123456789abcdef0123456789abcdef4155550123', 'CA0123456789abcdef0123456789abcdef…123'],
  ])('%s', (text, expected) => expect(redactText(text)).toBe(expected))
})

describe('what is no number', () => {
  const hex = (length: number) => fc.stringMatching(new RegExp(`^[0-9a-f]{${length}}$`, 'u'))
  const sid = fc
    .tuple(fc.stringMatching(/^[A-Z]{2}$/u), hex(32))
    .map(([kind, rest]) => `${kind}${rest}`)
  const own = fc.oneof(
    fc.uuid(),
    fc.uuid().map((id) => `call_${id}`),
    fc.uuid().map((id) => `party_${id}`),
    fc
      .tuple(fc.stringMatching(/^[A-Za-z0-9]{1,40}$/u), hex(16))
      .map(([tenant, user]) => `tenant_${tenant}_user_${user}`),
    hex(16).map((user) => `"userId":"${user}"`),
  )
  const instant = fc.date({ noInvalidDate: true }).map((date) => date.toISOString())

  it('stays whole: a SID, an id of ours, an instant, whatever touches it', () => {
    fc.assert(
      fc.property(
        beside,
        fc.oneof(sid, own, instant),
        fc.oneof(
          fc.stringMatching(/^[!-/:-@[-`{-~ ]{0,3}$/u),
          fc.constantFrom('","callSid":"', ' ended', '-4155550123', ' +14155550123'),
        ),
        (before, id, after) => {
          // A random id may have these very digits.
          fc.pre(!/[-+]$/u.test(before) && !id.includes('55550'))
          const text = redactText(`${before}${id}${after}`)
          expect(text).toContain(id)
          expect(text).not.toContain('55550')
        },
      ),
      { numRuns: 5000 },
    )
  })

  it.each([
    '{"level":30,"time":1764491265123,"callId":"call_0b8c2e52-6d0e-4a0f-9a37-123456789012"}',
    'call CA01234567890123456789012345678901 at 192.168.100.200:4400 and 34.203.250.16:443',
    'connect ECONNREFUSED 127.0.0.1:44000',
    'version 45.4.1, Chrome/142.0.7444.59, after 123456 ms on 2026-03-01',
    '[HTTP 404] Failed: https://www.twilio.com/docs/errors/20404 (code 20404)',
    'at file:///app/server/server.ts:123:45 2026-03-01 10:00:00 +0000',
  ])('stays as it is: %s', (text) => expect(redactText(text)).toBe(text))
})

describe('a secret is taken out', () => {
  it.each([
    '{"password":"hunter2 \\"quoted\\" x"}',
    '{"refreshToken":"hunter2"}',
    JSON.stringify({ msg: JSON.stringify({ password: 'hunter2' }) }),
    'https://server.test/?access_token=hunter2&x=1',
    'Authorization: Bearer hunter2-hunter2',
    'Cookie: hunter2',
    'https://ada:hunter2@proxy.test/',
  ])('%s', (text) => expect(redactText(text)).not.toContain('hunter2'))

  it('by its shape, where nothing says what it is', () => {
    const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJlLXNpZ25hdHVyZQ'
    expect(redactText(`got ${jwt}!`)).toBe('got [redacted]!')
    expect(redactText('key 0123456789abcdef0123456789abcdef')).toBe('key [redacted]')
    expect(redactText('key_0123456789abcdef0123456789abcdef')).toBe('key_[redacted]')
  })
})

it('takes no time that grows faster than the text', () => {
  const hostile = ['1', '-', ' 1', 'a', 'token', '+1 ', '1.1.1.', 'ab-', '%20', '"at":', 'ey-'].map(
    (part) => part.repeat(100_000 / part.length),
  )
  const began = Date.now()
  for (const text of hostile) redactText(text)
  expect(Date.now() - began).toBeLessThan(15_000)
}, 60_000)
