import type { AppView } from '../../app/view.ts'
import { useText } from '../../i18n/text.ts'
import { targetLists } from '../transfer/target-rows.ts'
import { useMarkedRow } from '../transfer/use-marked-row.ts'
import { hasLetters } from './number-check.ts'

/** Who fits the letters in the number field; `lists` is null while there are none in it. */
export function useNameSearch(
  { targets, recent, dialler }: Pick<AppView, 'targets' | 'recent' | 'dialler'>,
  typed: string,
) {
  const text = useText()
  const { country } = dialler
  const lists = hasLetters(typed)
    ? targetLists({ purpose: 'call', typed, call: null, targets, recent, country }, text)
    : null
  const rows = (lists ?? []).flatMap((list) => list.rows)
  return { lists, ...useMarkedRow(rows, typed) }
}
