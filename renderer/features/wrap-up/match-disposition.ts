import type { Disposition } from '../../../server/contract/desk.ts'
import { rankByLetters } from '../../ui/search-list/match.ts'

/** The dispositions that fit the typed letters, the best first. All of them while nothing is typed. */
export function rankDispositions(
  choices: readonly Disposition[],
  typed: string,
): readonly Disposition[] {
  return rankByLetters(choices, typed, ({ label }) => label)
}

/** The disposition whose whole label was typed, in any case. */
export function findByLabel(
  choices: readonly Disposition[],
  typed: string,
): Disposition | undefined {
  const label = typed.trim().toLocaleLowerCase()
  return choices.find((choice) => choice.label.trim().toLocaleLowerCase() === label)
}

export type ResolvedDisposition =
  | { readonly kind: 'good'; readonly dispositionId: string | null }
  | { readonly kind: 'refused'; readonly why: 'choose' | 'choose-one' | 'none-fits' }

/**
 * What Complete takes from the typed letters: the label that they spell, or the only one that they fit.
 * Letters that fit several are refused.
 */
export function resolveDisposition(
  choices: readonly Disposition[],
  typed: string,
  required: boolean,
): ResolvedDisposition {
  if (typed.trim() === '') {
    return required ? { kind: 'refused', why: 'choose' } : { kind: 'good', dispositionId: null }
  }
  const fitting = rankDispositions(choices, typed)
  const chosen = findByLabel(choices, typed) ?? (fitting.length === 1 ? fitting[0] : undefined)
  if (chosen !== undefined) return { kind: 'good', dispositionId: chosen.id }
  return { kind: 'refused', why: fitting.length === 0 ? 'none-fits' : 'choose-one' }
}

const mostDigits = 9

/** The digit that chooses a disposition: its place, from 1 to 9. A digit with which a label begins searches that one. */
export function digitOf(choices: readonly Disposition[], choice: Disposition): string | null {
  const digit = String(choices.indexOf(choice) + 1)
  const isTaken = choices.some(({ label }) => label.trim().startsWith(digit))
  return choices.indexOf(choice) >= mostDigits || isTaken ? null : digit
}

/** The disposition that a digit alone chooses. */
export function findByDigit(
  choices: readonly Disposition[],
  typed: string,
): Disposition | undefined {
  return choices.find((choice) => digitOf(choices, choice) === typed)
}
