import { splitNumber } from '../../../server/contract/dialled/split-number.ts'
import type { CallSnapshot } from '../../../server/contract/desk.ts'
import { isNameMatch } from '../../ui/search-list/match.ts'

function digitsOf(number: string): string {
  return number.replaceAll(/\D/g, '')
}

/** Whether a name fits, or a number by at least two of its digits. An empty search fits all. */
export function isNumberMatch(
  { name, number }: { readonly name: string | null; readonly number: string },
  typed: string,
): boolean {
  if (typed.trim() === '' || (name !== null && isNameMatch(name, typed))) return true
  const digits = digitsOf(splitNumber(typed).head)
  return digits.length > 1 && digitsOf(number).includes(digits)
}

/** Whether that number is on the call already. */
export function isOnCall(call: CallSnapshot | null, number: string): boolean {
  return call?.parties.some((party) => party.number === number && party.state !== 'left') ?? false
}
