import { describe, expect, it } from 'vitest'
import { readNumber } from './number.ts'

describe('readNumber', () => {
  it.each([
    ['+15005550100', 'US', '+15005550100'],
    ['(415) 555-0132', 'US', '+14155550132'],
    ['030 123456', 'DE', '+4930123456'],
    ['+44 20 7946 0018', 'US', '+442079460018'],
  ])('reads %s in %s', (typed, country, expected) => {
    expect(readNumber(typed, country, [])).toEqual({ ok: true, value: expected })
  })

  it.each([
    ['hello', 'NOT_A_NUMBER'],
    ['+1500555', 'TOO_SHORT'],
    ['+150055501001234567', 'TOO_LONG'],
    ['+999123456789', 'INVALID_COUNTRY'],
    ['call +15005550100 now', 'NOT_A_NUMBER'],
  ])('says why %s is none', (typed, message) => {
    const outcome = readNumber(typed, 'US', [])
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'invalid-number', message } })
  })

  it.each([
    ['911', 'emergency-not-allowed'],
    ['9-1-1', 'emergency-not-allowed'],
    ['112', 'emergency-not-allowed'],
    ['+1 900 555 0100', 'number-not-allowed'],
  ])('bars %s', (typed, code) => {
    expect(readNumber(typed, 'US', [])).toMatchObject({ ok: false, failure: { code } })
  })

  it('lets the emergency numbers through that the centre allows, and no others', () => {
    expect(readNumber('9-1-1', 'US', ['911'])).toEqual({ ok: true, value: '911' })
    expect(readNumber('112', 'US', ['911'])).toMatchObject({ ok: false })
  })
})
