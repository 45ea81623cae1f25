import type { Target, TargetsReply } from '../../../server/contract/commands.ts'
import type { CallSnapshot, RecentCall } from '../../../server/contract/desk.ts'
import type { TargetsView } from '../../app/view.ts'
import type { Messages } from '../../i18n/en.ts'
import { formatNumber, nameOf } from '../../ui/who.ts'
import { checkNumber } from '../dialpad/number-check.ts'

/** What the search is for. Queues take transfers alone. */
export type Purpose = 'transfer' | 'add'

/** One of those to whom the call can go, or who is shown with the reason why not. */
export interface TargetRow {
  readonly key: string
  readonly target: Target
  readonly name: string
  readonly detail: string
  readonly look: 'available' | 'on-call' | 'away' | 'queue' | 'number'
  readonly able: boolean
}

export interface TargetList {
  readonly name: 'number' | 'teammates' | 'queues' | 'recent'
  readonly rows: readonly TargetRow[]
}

export interface Searched {
  readonly purpose: Purpose
  readonly typed: string
  readonly call: CallSnapshot
  readonly targets: TargetsView
  readonly recent: readonly RecentCall[]
  readonly country: string
}

const mostRecent = 5

/** Everybody who fits what was typed, by kind; a list that would be empty is left out. */
export function targetLists(searched: Searched, text: Messages): readonly TargetList[] {
  const number = typedNumber(searched, text)
  const lists: readonly TargetList[] = [
    { name: 'number', rows: number === null ? [] : [number] },
    { name: 'teammates', rows: teammates(searched, text) },
    { name: 'queues', rows: searched.purpose === 'add' ? [] : queues(searched, text) },
    { name: 'recent', rows: recentNumbers(searched, number, text) },
  ]
  return lists.filter(({ rows }) => rows.length > 0)
}

function fold(words: string): string {
  return words.normalize('NFD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase()
}

/** Whether each typed word begins a word of the name. */
function fitsName(name: string, typed: string): boolean {
  const words = fold(name).split(/\s+/)
  return fold(typed)
    .split(/\s+/)
    .every((part) => words.some((word) => word.startsWith(part)))
}

function digitsOf(words: string): string {
  return words.replaceAll(/\D/g, '')
}

const numberLike = /^\+?[\d\s().\-/]{3,}$/

function typedNumber({ typed, country, call }: Searched, text: Messages): TargetRow | null {
  const trimmed = typed.trim()
  if (!numberLike.test(trimmed)) return null
  const check = checkNumber(trimmed, country)
  const good = check.kind === 'good'
  const number = good ? check.e164 : trimmed
  const here = good && isHere(call, number)
  return {
    key: 'number',
    target: { kind: 'number', number },
    name: formatNumber(number),
    detail: here
      ? text.transfer.teammate.here
      : check.kind === 'good'
        ? text.transfer.lists.number
        : text.dialler.refusal[check.why],
    look: 'number',
    able: good && !here,
  }
}

function isHere(call: CallSnapshot, number: string): boolean {
  return call.parties.some((party) => party.number === number && party.state !== 'left')
}

function teammates({ targets, typed, call }: Searched, text: Messages): TargetRow[] {
  return targets.teammates
    .filter((teammate) => fitsName(teammate.displayName, typed))
    .map((teammate) => teammateRow(teammate, call, text))
}

/** How a teammate is, and whether they can be asked now. */
function teammateRow(
  { userId, displayName, activityName, available, onCall }: TargetsReply['teammates'][number],
  { parties }: CallSnapshot,
  text: Messages,
): TargetRow {
  const words = text.transfer.teammate
  const row = {
    key: userId,
    target: { kind: 'teammate', userId },
    name: displayName,
    able: false,
  } as const
  const here = parties.some((party) => party.userId === userId && party.state !== 'left')
  if (here) return { ...row, detail: words.here, look: 'on-call' }
  if (onCall) return { ...row, detail: words.onCall, look: 'on-call' }
  if (!available) return { ...row, detail: activityName ?? words.away, look: 'away' }
  return { ...row, detail: activityName ?? words.available, look: 'available', able: true }
}

function queues({ targets, typed }: Searched, text: Messages): TargetRow[] {
  return targets.queues
    .filter((queue) => fitsName(queue.name, typed))
    .map((queue) => ({
      key: queue.queueSid,
      target: { kind: 'queue', queueSid: queue.queueSid },
      name: queue.name,
      detail: text.transfer.load(queue.free, queue.waiting),
      look: 'queue',
      able: true,
    }))
}

function recentNumbers(
  { recent, typed, call }: Searched,
  typedRow: TargetRow | null,
  text: Messages,
): TargetRow[] {
  const seen = new Map<string, TargetRow>()
  const digits = digitsOf(typed)
  for (const { number, name } of recent) {
    if (number === null || seen.has(number) || isHere(call, number)) continue
    const fits =
      typed.trim() === '' ||
      (name !== null && fitsName(name, typed)) ||
      (digits.length > 1 && digitsOf(number).includes(digits))
    const twice = typedRow?.target.kind === 'number' && typedRow.target.number === number
    if (!fits || twice) continue
    seen.set(number, {
      key: number,
      target: { kind: 'number', number },
      name: nameOf({ name, number }, text),
      detail: name === null ? text.transfer.lists.number : formatNumber(number),
      look: 'number',
      able: true,
    })
  }
  return [...seen.values()].slice(0, mostRecent)
}
