import google from 'google-libphonenumber'
import { getCountries, isValidPhoneNumber } from 'libphonenumber-js/max'
import { describe, expect, it } from 'vitest'
import { EMERGENCY_NUMBERS } from './emergency-table.ts'
import { isEmergencyNumber, isEmergencyNumberOf } from './is-emergency-number.ts'

const info = google.ShortNumberInfo.getInstance()
const regions = google.PhoneNumberUtil.getInstance().getSupportedRegions()

/** Every number of two or three digits, and the longer ones that are somebody's emergency number. */
const candidates = [
  ...Array.from({ length: 100 }, (_, index) => String(index).padStart(2, '0')),
  ...Array.from({ length: 1000 }, (_, index) => String(index).padStart(3, '0')),
  ...new Set(
    Object.values(EMERGENCY_NUMBERS)
      .flatMap((numbers) => numbers.split(' '))
      .filter((number) => number.length > 3)
      .map((number) => number.replaceAll('x', '0')),
  ),
]

describe('the emergency numbers of all countries', () => {
  it('are those of the metadata', () => {
    const help = new Set(['141', '061', '988'])
    const unlike = regions.flatMap((region) =>
      candidates
        .filter((number) => !help.has(number))
        .filter(
          (number) =>
            info.isEmergencyNumber(number, region) !== isEmergencyNumberOf(number, region),
        )
        .map((number) => `${region} ${number}`),
    )
    expect(unlike, 'out of date: `npm run generate` writes it').toEqual([])
  })

  it.each([
    ['15', 'FR'],
    ['17', 'FR'],
    ['18', 'FR'],
    ['10111', 'ZA'],
    ['10177', 'ZA'],
    ['1669', 'TH'],
    ['000', 'AU'],
    ['112', 'DE'],
    ['116117', 'DE'],
    ['988', 'US'],
    // Known from home, typed abroad.
    ['10111', 'US'],
    ['1669', 'DE'],
    ['911', 'GB'],
    ['999', 'ZZ'],
  ])('%s in %s is one', (digits, country) => {
    expect(isEmergencyNumber(digits, country)).toBe(true)
  })

  it.each([
    ['1234', 'US'],
    ['55', 'DE'],
    ['9110', 'US'],
    ['+112', 'DE'],
    ['4155550123', 'US'],
    ['', 'US'],
  ])('%s in %s is not an emergency number', (digits, country) => {
    expect(isEmergencyNumber(digits, country)).toBe(false)
  })

  it('are nobody’s emergency where a subscriber of the agent’s own country has that number', () => {
    const numbers = candidates.filter((number) => number.length > 3)
    const shared = getCountries().flatMap((country) =>
      numbers
        .filter((number) => isValidPhoneNumber(number, country))
        .map((number) => ({ number, country })),
    )
    expect(shared.length).toBeGreaterThan(3)
    for (const { number, country } of shared) {
      expect(isEmergencyNumber(number, country)).toBe(isEmergencyNumberOf(number, country))
    }
  })
})
