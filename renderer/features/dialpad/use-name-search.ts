import { useEffect, useEffectEvent, useState } from 'react'
import type { AppView } from '../../view/app-view.ts'
import { useText } from '../../i18n/text.ts'
import { targetLists, type TargetRow } from '../transfer/target-rows.ts'
import { useMarkedRow } from '../transfer/use-marked-row.ts'
import { isName } from './number-check.ts'

interface Found {
  onFound(row: TargetRow): void
  /** `nobody-free`: some fit, and none of them can be called now. */
  onNobody(why: 'letters' | 'nobody-free'): void
}

/**
 * Who fits the letters in the number field; `lists` is null while there are none in it. `call` calls the marked one.
 * Pressed before it is known who is there, it waits for that, and then calls if one alone fits.
 */
export function useNameSearch(
  { targets, recent, dialler }: Pick<AppView, 'targets' | 'recent' | 'dialler'>,
  typed: string,
  { onFound, onNobody }: Found,
) {
  const text = useText()
  /** What was typed when Call was pressed too early. */
  const [asked, setAsked] = useState<string | null>(null)
  const { country } = dialler
  const lists = isName(typed)
    ? targetLists({ purpose: 'call', typed, call: null, targets, recent, country }, text)
    : null
  const rows = (lists ?? []).flatMap((list) => list.rows)
  const { marked, onArrow, unmark } = useMarkedRow(rows, typed)

  function call() {
    if (marked !== null) onFound(marked)
    else if (targets.loading) setAsked(typed)
    else onNobody(rows.length === 0 ? 'letters' : 'nobody-free')
  }
  const onLoaded = useEffectEvent(() => {
    if (asked === null) return
    setAsked(null)
    // Which of several was meant, only the agent can tell, who has not seen them yet.
    if (asked === typed && rows.filter((row) => row.able).length <= 1) call()
  })
  useEffect(() => {
    // oxlint-disable-next-line react-hooks/set-state-in-effect -- The answer of the server is the outer world here.
    if (!targets.loading) onLoaded()
  }, [targets.loading])
  return {
    lists,
    marked,
    onArrow,
    unmark,
    awaited: asked === typed,
    call,
  }
}
