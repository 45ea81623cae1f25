import { isEmergencyNumber } from '../contract/dialled/emergency/is-emergency-number.ts'
import { readDialled } from '../contract/dialled/read-dialled.ts'
import type { Dialled } from '../contract/dialled/read-dialled.ts'
import { bareNumber, keysIn, splitNumber } from '../contract/dialled/split-number.ts'
import { succeed, fail } from '../contract/result.ts'
import type { Result } from '../contract/result.ts'

export interface NumberFailure {
  readonly code: 'invalid-number' | 'emergency-not-allowed'
  readonly message: string
}

/**
 * The number that an agent wants to call, read as their page has read it. Possible numbers pass, not only those of known
 * ranges, because new ranges come before new metadata. Emergency numbers are refused, whatever follows them. Those that this
 * centre allows are dialled as they are. With `digits`, which the page has split off, nothing may follow the number itself.
 * The dial policy then says whether the number may be called.
 */
export function readNumber(
  typed: { readonly number: string; readonly digits?: string | undefined },
  country: string,
  emergencyNumbers: readonly string[],
): Result<Dialled, NumberFailure> {
  const { head, tail } = splitNumber(typed.number)
  const bare = bareNumber(head)
  const follows = keysIn(tail)
  if (bare !== null && isEmergencyNumber(bare, country) && !emergencyNumbers.includes(bare)) {
    return fail({
      code: 'emergency-not-allowed',
      message: 'emergency services cannot be called from here: use a telephone',
    })
  }
  if (typed.digits !== undefined && follows !== '') return invalid('keys are given twice')
  if (bare !== null && emergencyNumbers.includes(bare) && follows !== null) {
    return succeed({ number: bare, digits: typed.digits ?? follows })
  }
  const read = readDialled(typed.number, country)
  if (read.kind === 'refused') return invalid(read.why)
  if (!read.number.startsWith('+')) return invalid('too-short')
  return succeed({ number: read.number, digits: typed.digits ?? read.digits })
}

function invalid(message: string): Result<Dialled, NumberFailure> {
  return fail({ code: 'invalid-number', message })
}
