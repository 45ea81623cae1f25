import type { Messages } from '../../i18n/en.ts'
import { formatNumber, nameOf } from '../../ui/who.ts'
import { checkNumber } from '../dialpad/number-check.ts'
import { fitsNumber, isHere } from './target-match.ts'
import type { Searched, TargetRow } from './target-rows.ts'

const mostKnown = 8
const mostRecent = 5
const numberLike = /^\+?[\d\s().\-/]{3,}$/

/** What was typed, read as a number; null while it does not look like one. */
export function typedNumber({ typed, country, call }: Searched, text: Messages): TargetRow | null {
  const trimmed = typed.trim()
  if (!numberLike.test(trimmed)) return null
  const check = checkNumber(trimmed, country)
  const number = check.kind === 'good' ? check.e164 : trimmed
  const here = isHere(call, number)
  const detail =
    check.kind === 'good' ? text.transfer.lists.number : text.dialler.refusal[check.why]
  return {
    key: 'number',
    target: { kind: 'number', number },
    name: formatNumber(number),
    detail: here ? text.transfer.teammate.here : detail,
    look: 'number',
    able: check.kind === 'good' && !here,
  }
}

/** Those of the directory, with what it notes of them. */
export function directoryRows({ targets, typed, call }: Searched, text: Messages): TargetRow[] {
  return targets.directory
    .filter((known) => fitsNumber(known, typed))
    .slice(0, mostKnown)
    .map(({ name, number, note }) => {
      const here = isHere(call, number)
      return {
        key: `directory ${number} ${name}`,
        target: { kind: 'number', number },
        name,
        detail: here
          ? text.transfer.teammate.here
          : [formatNumber(number), note].filter(Boolean).join(' · '),
        look: 'known',
        able: !here,
      }
    })
}

/** The last conversations with a number, each number once and none that another list has. */
export function recentRows(
  { recent, typed, call }: Searched,
  others: readonly TargetRow[],
  text: Messages,
): TargetRow[] {
  const listed = new Set(others.map(({ target }) => target.kind === 'number' && target.number))
  const rows: TargetRow[] = []
  for (const { number, name } of recent) {
    if (number === null || listed.has(number) || isHere(call, number)) continue
    if (!fitsNumber({ name, number }, typed)) continue
    listed.add(number)
    rows.push({
      key: number,
      target: { kind: 'number', number },
      name: nameOf({ name, number }, text),
      detail: name === null ? text.transfer.lists.number : formatNumber(number),
      look: 'number',
      able: true,
    })
  }
  return rows.slice(0, mostRecent)
}
