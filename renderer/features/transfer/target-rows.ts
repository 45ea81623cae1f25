import type { TargetsReply } from '../../../server/contract/commands.ts'
import type { CallSnapshot, RecentCall } from '../../../server/contract/desk.ts'
import type { TargetsView } from '../../view/app-view.ts'
import type { Messages } from '../../i18n/en.ts'
import type { ProviderDestination } from '../../ports/softphone-provider.ts'
import { isNameMatch } from '../../ui/search-list/match.ts'
import { directoryRows, recentRows, typedNumber } from './target-numbers.ts'

/** What the search is for. A queue cannot be added to a call. */
export type Purpose = 'transfer' | 'add' | 'call'

/** A possible target of a call, or one that is shown with the reason why it is not possible now. */
export interface TargetRow {
  readonly key: string
  readonly target: ProviderDestination
  readonly name: string
  readonly detail: string
  readonly look: 'available' | 'on-call' | 'away' | 'queue' | 'known' | 'number'
  readonly able: boolean
}

export interface TargetList {
  readonly name: 'number' | 'teammates' | 'queues' | 'directory' | 'recent'
  readonly rows: readonly TargetRow[]
}

export interface Searched {
  readonly purpose: Purpose
  readonly typed: string
  /** The current call, whose parties cannot be chosen; null between calls. */
  readonly call: CallSnapshot | null
  readonly targets: TargetsView
  readonly recent: readonly RecentCall[]
  /** ISO 3166 country in which national numbers are read. */
  readonly country: string
}

/** All targets that match what was typed, by kind, without empty lists. */
export function targetLists(searched: Searched, text: Messages): readonly TargetList[] {
  const typed = typedNumber(searched, text)
  const number = typed === null ? [] : [typed]
  const directory = directoryRows(searched, text)
  const lists: readonly TargetList[] = [
    { name: 'number', rows: number },
    { name: 'teammates', rows: teammates(searched, text) },
    { name: 'queues', rows: searched.purpose === 'add' ? [] : queues(searched, text) },
    { name: 'directory', rows: directory },
    { name: 'recent', rows: recentRows(searched, [...number, ...directory], text) },
  ]
  return lists.filter(({ rows }) => rows.length > 0)
}

function teammates({ targets, typed, call }: Searched, text: Messages): TargetRow[] {
  return targets.teammates
    .filter((teammate) => isNameMatch(teammate.displayName, typed))
    .map((teammate) => teammateRow(teammate, call, text))
}

/** The state of a teammate, and whether they can be chosen now. */
function teammateRow(
  { userId, displayName, activityName, available, onCall }: TargetsReply['teammates'][number],
  call: CallSnapshot | null,
  text: Messages,
): TargetRow {
  const words = text.transfer.teammate
  const row = {
    key: userId,
    target: { kind: 'agent', agentId: userId },
    name: displayName,
    able: false,
  } as const
  const here = call?.parties.some((party) => party.userId === userId && party.state !== 'left')
  if (here === true) return { ...row, detail: words.here, look: 'on-call' }
  if (onCall) return { ...row, detail: words.onCall, look: 'on-call' }
  if (!available) return { ...row, detail: activityName ?? words.away, look: 'away' }
  return { ...row, detail: activityName ?? words.available, look: 'available', able: true }
}

function queues({ targets, typed }: Searched, text: Messages): TargetRow[] {
  return targets.queues
    .filter((queue) => isNameMatch(queue.name, typed))
    .map((queue) => ({
      key: queue.queueSid,
      target: { kind: 'queue', queueId: queue.queueSid },
      name: queue.name,
      detail: text.transfer.load(queue.free, queue.waiting),
      look: 'queue',
      able: true,
    }))
}
