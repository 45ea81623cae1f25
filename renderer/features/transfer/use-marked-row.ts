import { useState } from 'react'
import type { TargetRow } from './target-rows.ts'

/**
 * The search's keyboard: typing marks the first who can be asked, the arrows mark another. Before a letter or an
 * arrow nobody is marked, so that Enter alone rings nobody.
 */
export function useMarkedRow(rows: readonly TargetRow[], typed: string) {
  const [chosen, setChosen] = useState<string | null>(null)
  const able = rows.filter((row) => row.able)
  const first = typed.trim() === '' ? undefined : able[0]
  const marked = able.find((row) => row.key === chosen) ?? first

  /** Whether the key was an arrow, and has marked another. */
  function onArrow(key: string): boolean {
    const step = { ArrowDown: 1, ArrowUp: -1 }[key]
    if (step === undefined || able.length === 0) return false
    const at = marked === undefined ? -1 : able.indexOf(marked)
    const next = at === -1 && step < 0 ? able.length - 1 : (at + step + able.length) % able.length
    setChosen(able[next]?.key ?? null)
    return true
  }
  return { marked: marked ?? null, onArrow, unmark: () => setChosen(null) }
}
