import { readDialled } from '../../../server/contract/dialled/read-dialled.ts'
import { isEmergencyNumber } from '../../../server/contract/dialled/emergency/is-emergency-number.ts'
import { isNumberBegun, splitNumber } from '../../../server/contract/dialled/split-number.ts'
import type { CallSnapshot } from '../../../server/contract/desk.ts'
import type { Messages } from '../../i18n/en.ts'
import { formatNumber, keysText, nameOf } from '../../ui/names.ts'
import { isNameMatch } from '../../ui/search-list/match.ts'
import { digitsOf, numberTarget } from '../dialpad/number-check.ts'
import type { TargetQuery, TargetRow } from './target-query.ts'

const maxDirectory = 8
const maxRecent = 5

/** What was typed, read as a number; null while it does not look like one. */
export function typedNumberRow(
  { typed, dialler: { country }, call }: TargetQuery,
  text: Messages,
): TargetRow | null {
  const trimmed = typed.trim()
  // The two digits of an emergency number are a number already.
  const isNumber = isNumberBegun(splitNumber(trimmed)) || isEmergencyNumber(trimmed, country)
  if (!isNumber) return null
  const read = readDialled(trimmed, country)
  const dialled = read.kind === 'number' ? read : { number: trimmed, digits: '' }
  const { number, digits } = dialled
  const here = isOnCall(call, number)
  const detail =
    read.kind === 'number'
      ? [keysText(digits, text), text.transfer.lists.number].filter(Boolean).join(' · ')
      : text.dialler.refusal[read.why]
  return {
    key: 'number',
    target: numberTarget(dialled),
    name: formatNumber(number),
    detail: here ? text.transfer.teammate.here : detail,
    icon: 'number',
    enabled: read.kind === 'number' && !here,
  }
}

/** The matching entries of the directory, with their notes. */
export function directoryRows({ targets, typed, call }: TargetQuery, text: Messages): TargetRow[] {
  return targets.directory
    .filter((known) => isNumberMatch(known, typed))
    .slice(0, maxDirectory)
    .map(({ name, number, note }) => {
      const here = isOnCall(call, number)
      return {
        key: `directory ${number} ${name}`,
        target: { kind: 'number', number },
        name,
        detail: here
          ? text.transfer.teammate.here
          : [formatNumber(number), note].filter(Boolean).join(' · '),
        icon: 'known',
        enabled: !here,
      }
    })
}

/** The last calls with a number, each number once and without those of the other lists. */
export function recentRows(
  { recent, typed, call }: TargetQuery,
  others: readonly TargetRow[],
  text: Messages,
): TargetRow[] {
  const listed = new Set(others.map(({ target }) => target.kind === 'number' && target.number))
  const rows: TargetRow[] = []
  for (const { number, name } of recent) {
    if (number === null || listed.has(number) || isOnCall(call, number)) continue
    if (!isNumberMatch({ name, number }, typed)) continue
    listed.add(number)
    rows.push({
      key: number,
      target: { kind: 'number', number },
      name: nameOf({ name, number }, text),
      detail: name === null ? text.transfer.lists.number : formatNumber(number),
      icon: 'number',
      enabled: true,
    })
  }
  return rows.slice(0, maxRecent)
}

/** Whether a name fits, or a number by at least two of its digits. An empty search fits all. */
function isNumberMatch(
  { name, number }: { readonly name: string | null; readonly number: string },
  typed: string,
): boolean {
  if (typed.trim() === '' || (name !== null && isNameMatch(name, typed))) return true
  const digits = digitsOf(splitNumber(typed).head)
  return digits.length > 1 && digitsOf(number).includes(digits)
}

/** Whether that number is on the call already. */
function isOnCall(call: CallSnapshot | null, number: string): boolean {
  return call?.parties.some((party) => party.number === number && party.state !== 'left') ?? false
}
