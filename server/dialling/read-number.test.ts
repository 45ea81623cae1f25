import { describe, expect, it } from 'vitest'
import { readNumber } from './read-number.ts'

const read = (number: string, country: string, emergency: readonly string[] = []) =>
  readNumber({ number }, country, emergency)

describe('readNumber', () => {
  it.each([
    ['+15005550100', 'US', '+15005550100', ''],
    ['(415) 555-0132', 'US', '+14155550132', ''],
    ['030 123456', 'DE', '+4930123456', ''],
    ['+44 20 7946 0018', 'US', '+442079460018', ''],
    ['+12015550123x55', 'US', '+12015550123', ',55'],
    ['030 901820,,45', 'DE', '+4930901820', ',,45'],
  ])('reads %s in %s', (typed, country, number, digits) => {
    expect(read(typed, country)).toEqual({ ok: true, value: { number, digits } })
  })

  it('takes what the page has split off, and nothing besides', () => {
    const typed = { number: '+4930901820', digits: ',45' }
    expect(readNumber(typed, 'US', [])).toEqual({ ok: true, value: typed })
    const twice = readNumber({ number: '+4930901820#45', digits: ',45' }, 'US', [])
    expect(twice).toMatchObject({ ok: false, failure: { code: 'invalid-number' } })
  })

  it.each([
    ['hello', 'letters'],
    ['55', 'too-short'],
    ['+1500555', 'too-short'],
    ['+150055501001234567', 'too-long'],
    ['+999123456789', 'no-country'],
    ['call +15005550100 now', 'letters'],
    ['*67 415 555 0123', 'service-code'],
  ])('says why %s is not a number', (typed, message) => {
    const outcome = read(typed, 'US')
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'invalid-number', message } })
  })

  it.each([
    ['911', 'US'],
    ['9-1-1', 'US'],
    ['911#5', 'US'],
    ['112', 'US'],
    ['116117', 'DE'],
    ['15', 'FR'],
    ['17,,1', 'FR'],
    ['10111', 'ZA'],
    ['1 0 1 7 7', 'ZA'],
    ['1669', 'TH'],
    // Known from home, typed elsewhere.
    ['10111', 'US'],
    ['1669', 'GB'],
  ])('refuses the emergency number %s in %s', (typed, country) => {
    const failure = { code: 'emergency-not-allowed' }
    expect(read(typed, country)).toMatchObject({ ok: false, failure })
  })

  it('lets the emergency numbers through that the centre allows, and no others', () => {
    const value = { number: '911', digits: '' }
    expect(read('9-1-1', 'US', ['911'])).toEqual({ ok: true, value })
    expect(read('112', 'US', ['911'])).toMatchObject({ ok: false })
  })
})
