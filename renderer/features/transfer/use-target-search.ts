import { useText } from '../../i18n/text.ts'
import { useSearchList } from '../../ui/search-list/use-search-list.ts'
import { searchTargets } from './target-rows.ts'
import type { TargetQuery, TargetRow } from './target-query.ts'

interface TargetSearchActions {
  /** Enter on the marked row. */
  onChoose(row: TargetRow): void
  /** Shift+Enter on the marked row; as Enter without it. */
  onChooseOther?(row: TargetRow): void
}

/**
 * The search for somebody to call, transfer to or add. Letters mark the first target that can be chosen; before a
 * letter or an arrow none is marked, so that Enter alone rings nobody. Nothing is searched for while `query` is null.
 */
export function useTargetSearch(query: TargetQuery | null, actions: TargetSearchActions) {
  const text = useText()
  const lists = query === null ? [] : searchTargets(query, text)
  const enabled = lists.flatMap(({ rows }) => rows).filter((row) => row.enabled)
  const typed = query?.typed ?? ''
  const list = useSearchList<TargetRow>({
    ...actions,
    typed,
    items: enabled,
    best: typed.trim() === '' ? null : (enabled[0] ?? null),
    isOpen: lists.length > 0,
    keyOf: ({ key }) => key,
  })
  return { ...list, lists }
}

export type TargetSearch = ReturnType<typeof useTargetSearch>
