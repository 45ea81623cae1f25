import {
  ParseError,
  isSupportedCountry,
  parsePhoneNumberWithError,
  validatePhoneNumberLength,
} from 'libphonenumber-js/max'
import type { CountryCode } from 'libphonenumber-js/max'
import { done, failed } from '../outcome.ts'
import type { Outcome } from '../outcome.ts'

/** Numbers that must be dialled from a telephone that emergency services can locate. */
const EMERGENCY = new Set([
  '000',
  '061',
  '066',
  '100',
  '101',
  '102',
  '103',
  '104',
  '105',
  '106',
  '108',
  '110',
  '111',
  '112',
  '113',
  '114',
  '115',
  '116117',
  '117',
  '118',
  '119',
  '120',
  '122',
  '123',
  '128',
  '133',
  '144',
  '150',
  '155',
  '158',
  '190',
  '191',
  '192',
  '193',
  '194',
  '195',
  '197',
  '199',
  '911',
  '933',
  '988',
  '995',
  '997',
  '998',
  '999',
])

export interface NumberFault {
  readonly code: 'invalid-number' | 'number-not-allowed' | 'emergency-not-allowed'
  readonly message: string
}

/**
 * What an agent typed, as E.164. Possible numbers pass, not only those of the metadata's known ranges: ranges open
 * faster than metadata. Premium-rate numbers are refused, and so are emergency numbers but for those that this centre
 * allows: their digits are dialled as they are.
 */
export function readNumber(
  typed: string,
  country: string,
  emergencyNumbers: readonly string[],
): Outcome<string, NumberFault> {
  const bare = typed.replace(/[\s().-]/g, '')
  if (emergencyNumbers.includes(bare)) return done(bare)
  if (EMERGENCY.has(bare)) {
    return failed({
      code: 'emergency-not-allowed',
      message: 'emergency services cannot be called from here: use a telephone',
    })
  }
  const reading = { ...(isCountry(country) ? { defaultCountry: country } : {}), extract: false }
  try {
    const number = parsePhoneNumberWithError(typed, reading)
    if (number.getType() === 'PREMIUM_RATE') {
      return failed({ code: 'number-not-allowed', message: 'premium-rate numbers are barred' })
    }
    const fault = validatePhoneNumberLength(typed, reading)
    if (fault !== undefined) return failed({ code: 'invalid-number', message: fault })
    return done(number.number)
  } catch (error) {
    if (error instanceof ParseError) {
      return failed({ code: 'invalid-number', message: error.message })
    }
    throw error
  }
}

function isCountry(country: string): country is CountryCode {
  return isSupportedCountry(country)
}
