import { describe, expect, test } from 'vitest'
import { checkNumber, countryName, formatTyped } from './number-check.ts'

describe('a typed number', () => {
  test.each([
    ['+1 415 555 0100', 'US', '+14155550100'],
    ['(415) 555-0100', 'US', '+14155550100'],
    ['020 7946 0321', 'GB', '+442079460321'],
    ['+351 21 555 0147', 'US', '+351215550147'],
    ['9-1-1', 'US', '911'],
  ])('%s in %s is %s', (typed, country, e164) => {
    expect(checkNumber(typed, country)).toEqual({ kind: 'good', e164 })
  })

  test.each([
    ['', 'US', 'empty'],
    ['   ', 'US', 'empty'],
    ['call marta', 'US', 'letters'],
    ['+1 415 FLOWERS', 'US', 'letters'],
    ['41555', 'US', 'too-short'],
    ['+1 415 555 0100 99', 'US', 'too-long'],
    ['+999 12345678', 'US', 'no-country'],
    ['#', 'US', 'not-a-number'],
  ])('%j in %s is refused: %s', (typed, country, why) => {
    expect(checkNumber(typed, country)).toEqual({ kind: 'refused', why })
  })

  test('an unknown home country leaves international numbers readable', () => {
    expect(checkNumber('+14155550100', 'ZZ')).toEqual({ kind: 'good', e164: '+14155550100' })
  })

  test('gets its spaces while it is typed, and keeps letters for the refusal to name', () => {
    expect(formatTyped('+1415555', 'US')).toBe('+1 415 555')
    expect(formatTyped('+1415abc', 'US')).toBe('+1415abc')
  })

  test('names its country once that is known', () => {
    expect(countryName('+351215550147', 'US')).toBe('Portugal')
    expect(countryName('+', 'US')).toBeNull()
  })
})
