import type { Disposition } from '../../../server/contract/desk.ts'

function fold(text: string): string {
  return text.trim().toLocaleLowerCase()
}

/** How well letters fit a label: 0 at its beginning, 1 at a word's, 2 inside; null where they do not. */
function rank(label: string, letters: string): number | null {
  const folded = fold(label)
  if (folded.startsWith(letters)) return 0
  if (folded.split(/\s+/).some((word) => word.startsWith(letters))) return 1
  return folded.includes(letters) ? 2 : null
}

/** The dispositions that fit the typed letters, the best first. All of them while nothing is typed. */
export function matching(choices: readonly Disposition[], typed: string): readonly Disposition[] {
  const letters = fold(typed)
  if (letters === '') return choices
  return choices
    .map((choice) => ({ choice, rank: rank(choice.label, letters) }))
    .filter((entry) => entry.rank !== null)
    .toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
    .map((entry) => entry.choice)
}

/** The disposition whose whole label was typed, in whatever case. */
export function exactly(choices: readonly Disposition[], typed: string): Disposition | undefined {
  const letters = fold(typed)
  return choices.find((choice) => fold(choice.label) === letters)
}

export type Settled =
  | { readonly kind: 'good'; readonly dispositionId: string | null }
  | { readonly kind: 'refused'; readonly why: 'choose' | 'choose-one' | 'none-fits' }

/**
 * What Complete takes from the typed letters: the label that they spell, or the only one that they fit.
 * Letters that could mean several are not guessed at.
 */
export function settle(choices: readonly Disposition[], typed: string, required: boolean): Settled {
  if (fold(typed) === '') {
    return required ? { kind: 'refused', why: 'choose' } : { kind: 'good', dispositionId: null }
  }
  const fitting = matching(choices, typed)
  const chosen = exactly(choices, typed) ?? (fitting.length === 1 ? fitting[0] : undefined)
  if (chosen !== undefined) return { kind: 'good', dispositionId: chosen.id }
  return { kind: 'refused', why: fitting.length === 0 ? 'none-fits' : 'choose-one' }
}
