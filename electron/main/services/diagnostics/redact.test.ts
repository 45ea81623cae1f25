import { assert, property, stringMatching } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { redactText } from './redact.ts'

describe('a telephone number is shortened', () => {
  it.each([
    ['+14155550123', '…123'],
    ['called (415) 555-0123 now', 'called …123 now'],
    ['0211 / 555 0147', '…147'],
    ['tel:+14155550123', 'tel:…123'],
    ['/api/search?q=%2B14155550123', '/api/search?q=…123'],
    ['{"to":"+442071838750","from":"4155550123"}', '{"to":"…750","from":"…123"}'],
  ])('%s', (text, expected) => expect(redactText(text)).toBe(expected))

  it('whichever it is', () => {
    assert(
      property(stringMatching(/^\+[1-9]\d{7,14}$/u), (number) => {
        expect(redactText(`{"msg":"call ${number} ended","n":"${number}"}`)).not.toContain(
          number.slice(1, -3),
        )
      }),
    )
  })
})

describe('a secret is taken out', () => {
  it.each([
    '{"password":"hunter2 \\"quoted\\" x"}',
    '{"refreshToken":"hunter2"}',
    'https://server.test/?access_token=hunter2&x=1',
    'Authorization: Bearer hunter2-hunter2',
    'Cookie: hunter2',
    'https://ada:hunter2@proxy.test/',
  ])('%s', (text) => expect(redactText(text)).not.toContain('hunter2'))

  it('by its shape, where nothing says what it is', () => {
    const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJlLXNpZ25hdHVyZQ'
    expect(redactText(`got ${jwt}!`)).toBe('got [redacted]!')
    expect(redactText('key 0123456789abcdef0123456789abcdef')).toBe('key [redacted]')
  })
})

it.each([
  '{"time":"2026-03-01T09:10:00.000Z","callId":"0b8c2e52-6d0e-4a0f-9a37-1234567890ab"}',
  'call CA0123456789abcdef0123456789abcdef at 192.168.100.200:4400',
  'version 45.4.1 after 123456 ms on 2026-03-01',
])('what is no number and no secret stays: %s', (text) => expect(redactText(text)).toBe(text))
