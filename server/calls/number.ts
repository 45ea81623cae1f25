import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { readDialled } from '../contract/dialled/read-dialled.ts'
import type { Dialled } from '../contract/dialled/read-dialled.ts'
import { bareNumber, keysIn, splitNumber } from '../contract/dialled/split-number.ts'
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
 * Who an agent wants to call, read as their page has read it. Possible numbers pass, not only those of the metadata's
 * known ranges: ranges open faster than metadata. Premium-rate numbers are refused, and so are emergency numbers but
 * for those that this centre allows: their digits are dialled as they are. `digits` are what the page has split off;
 * then nothing may follow the number itself.
 */
export function readNumber(
  typed: { readonly number: string; readonly digits?: string | undefined },
  country: string,
  emergencyNumbers: readonly string[],
): Outcome<Dialled, NumberFault> {
  const { head, tail } = splitNumber(typed.number)
  const bare = bareNumber(head)
  const follows = keysIn(tail)
  if (bare !== null && EMERGENCY.has(bare) && !emergencyNumbers.includes(bare)) {
    return failed({
      code: 'emergency-not-allowed',
      message: 'emergency services cannot be called from here: use a telephone',
    })
  }
  if (typed.digits !== undefined && follows !== '') return invalid('keys are given twice')
  if (bare !== null && emergencyNumbers.includes(bare) && follows !== null) {
    return done({ number: bare, digits: typed.digits ?? follows })
  }
  const read = readDialled(typed.number, country)
  if (read.kind === 'refused') return invalid(read.why)
  const number = parsePhoneNumberFromString(read.number)
  if (number === undefined) return invalid('too-short')
  if (number.getType() === 'PREMIUM_RATE') {
    return failed({ code: 'number-not-allowed', message: 'premium-rate numbers are barred' })
  }
  return done({ number: read.number, digits: typed.digits ?? read.digits })
}

function invalid(message: string): Outcome<Dialled, NumberFault> {
  return failed({ code: 'invalid-number', message })
}
