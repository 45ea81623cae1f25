import { matchSorter, type RankedItem } from 'match-sorter'

const { CONTAINS, WORD_STARTS_WITH } = matchSorter.rankings

function byPlace<Item>(a: RankedItem<Item>, b: RankedItem<Item>): number {
  return a.index - b.index
}

/**
 * The items whose label holds the letters, in any case and without regard to accents. First those whose label begins
 * with them, then those with a word that does; equal matches keep their order. All items while nothing is typed.
 */
export function rankByLetters<Item>(
  items: readonly Item[],
  typed: string,
  labelOf: (item: Item) => string,
): readonly Item[] {
  const letters = typed.trim().normalize()
  if (letters === '') return items
  return matchSorter(items, letters, {
    keys: [(item) => labelOf(item).normalize()],
    threshold: CONTAINS,
    baseSort: byPlace,
  })
}

/** Whether each typed word begins a word of the name, in any case and without regard to accents. */
export function isNameMatch(name: string, typed: string): boolean {
  const names = [name.normalize()]
  return typed
    .normalize()
    .split(/\s+/)
    .every((word) => matchSorter(names, word, { threshold: WORD_STARTS_WITH }).length > 0)
}
