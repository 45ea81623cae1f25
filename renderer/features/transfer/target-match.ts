import { splitNumber } from '../../../server/contract/dialled/split-number.ts'
import type { CallSnapshot } from '../../../server/contract/desk.ts'

function fold(words: string): string {
  return words.normalize('NFD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase()
}

/** Whether each typed word begins a word of the name. */
export function fitsName(name: string, typed: string): boolean {
  const words = fold(name).split(/\s+/)
  return fold(typed)
    .split(/\s+/)
    .every((part) => words.some((word) => word.startsWith(part)))
}

function digitsOf(words: string): string {
  return words.replaceAll(/\D/g, '')
}

/** Whether somebody known by number fits: by name, or by two digits and more. Everybody fits an empty search. */
export function fitsNumber(
  { name, number }: { readonly name: string | null; readonly number: string },
  typed: string,
): boolean {
  if (typed.trim() === '' || (name !== null && fitsName(name, typed))) return true
  const digits = digitsOf(splitNumber(typed).head)
  return digits.length > 1 && digitsOf(number).includes(digits)
}

/** Whether that number is on the call already. */
export function isHere(call: CallSnapshot | null, number: string): boolean {
  return call?.parties.some((party) => party.number === number && party.state !== 'left') ?? false
}
