import { describe, expect, test } from 'vitest'
import { en } from '../../i18n/en.ts'
import { countryName, formatTyped, isName, unlikeTyped } from './number-check.ts'

describe('a typed number', () => {
  test('gets its spaces while it is typed, and keeps letters for the refusal to name', () => {
    expect(formatTyped('+1415555', 'US')).toBe('+1 415 555')
    expect(formatTyped('+1415abc', 'US')).toBe('+1415abc')
  })

  // 911 was shown as (911).
  test.each([
    ['911', 'US', '911'],
    ['(911)', 'US', '911'],
    ['112', 'US', '112'],
    ['(911) 5', 'US', '(911) 5'],
    ['415', 'US', '(415)'],
    ['110', 'DE', '110'],
    ['+15', 'US', '+1 5'],
  ])('%s in %s is shown as %s', (typed, country, shown) => {
    expect(formatTyped(typed, country)).toBe(shown)
  })

  // What follows a number was taken for more digits of it, and a stranger was called.
  test.each([
    ['030901820,,45', 'DE', '030 901820,,45'],
    ['030901820#45', 'DE', '030 901820#45'],
    ['+4930123456*12', 'DE', '+49 30 123456*12'],
    ['4155550123x89', 'US', '(415) 555-0123x89'],
    ['4155550123 ext 89', 'US', '(415) 555-0123 ext 89'],
    ['+14155550123;ext=89', 'US', '+1 415 555 0123;ext=89'],
    ['*674155550123', 'US', '*674155550123'],
    ['030 901820/45', 'DE', '030 901820/45'],
    ['030 901820~45', 'DE', '030 901820~45'],
    ['\u202A+14155550123\u202C', 'US', '+1 415 555 0123'],
  ])('%j in %s is shown as %s, digit by digit', (typed, country, shown) => {
    expect(formatTyped(typed, country)).toBe(shown)
    let byKeys = ''
    for (const sign of typed) byKeys = formatTyped(byKeys + sign, country)
    expect(byKeys.replaceAll(/[ ()-]/g, '')).toBe(shown.replaceAll(/[ ()-]/g, ''))
  })

  test.each([
    ['den', true],
    ['3M', true],
    ['24 Express', true],
    ['365 Support', true],
    ['4155550123 ext', false],
    ['4155550123 e', false],
    ['4155550123x89', false],
    ['4155550123p', false],
    ['4155550123 extra', true],
    ['4155550123', false],
  ])('%j is a name: %s', (typed, name) => expect(isName(typed)).toBe(name))

  test('names its country once that is known, whatever follows', () => {
    expect(countryName('+351215550147', 'US', en)).toBe('Portugal')
    expect(countryName('+351215550147,,45', 'US', en)).toBe('Portugal')
    expect(countryName('+', 'US', en)).toBeNull()
  })

  test.each([
    ['030 901820', 'DE', { number: '+4930901820', digits: '' }],
    ['+49 30 901820,,45', 'US', { number: '+4930901820', digits: ',,45' }],
    ['+52 1 55 1234 5678', 'US', { number: '+525512345678', rewritten: 'mexican-mobile' }],
  ])('%s in %s, as it is dialled, is not plain to see', (typed, country, dialled) => {
    expect(unlikeTyped(typed, country)).toMatchObject(dialled)
  })

  test.each(['+351 21 555 0147', '911', 'den', '+351'])('%s says it all', (typed) => {
    expect(unlikeTyped(typed, 'US')).toBeNull()
  })
})
