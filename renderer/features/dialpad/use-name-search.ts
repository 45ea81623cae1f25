import { useEffect, useEffectEvent, useState } from 'react'
import type { TargetRow, TargetSources } from '../transfer/target-query.ts'
import { useTargetSearch } from '../transfer/use-target-search.ts'
import { isName } from './number-check.ts'

interface NameSearchActions {
  onChoose(row: TargetRow): void
  /** `nobody-free`: some names fit, and none of them can be called now. */
  onNobody(why: 'letters' | 'nobody-free'): void
}

/**
 * The search for the name in the number field; `isName` is false while there are no letters in it. `call` calls the
 * marked target. Pressed before the targets are loaded, it waits for them, and then calls if only one fits.
 */
export function useNameSearch(
  sources: TargetSources,
  typed: string,
  { onChoose, onNobody }: NameSearchActions,
) {
  /** What was typed when Call was pressed too early. */
  const [early, setEarly] = useState<string | null>(null)
  const { loading } = sources.targets
  const isNameTyped = isName(typed)
  const query = isNameTyped ? ({ ...sources, purpose: 'call', typed, call: null } as const) : null
  const search = useTargetSearch(query, { onChoose })
  const { marked, lists } = search

  function call() {
    if (marked !== null) onChoose(marked)
    else if (loading) setEarly(typed)
    else onNobody(lists.length === 0 ? 'letters' : 'nobody-free')
  }
  const onLoaded = useEffectEvent(() => {
    if (early === null) return
    setEarly(null)
    // If several match, the agent has to choose; they were not shown yet.
    const enabled = lists.flatMap(({ rows }) => rows).filter((row) => row.enabled)
    if (early === typed && enabled.length <= 1) call()
  })
  useEffect(() => {
    // oxlint-disable-next-line react-hooks/set-state-in-effect -- The answer of the server is the outer world here.
    if (!loading) onLoaded()
  }, [loading])
  return { ...search, isName: isNameTyped, isWaiting: early === typed, call }
}
