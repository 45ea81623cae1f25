import type { TargetsReply } from '../../../server/contract/commands.ts'
import type { CallSnapshot, RecentCall } from '../../../server/contract/desk.ts'
import type { TargetsView } from '../../view/app-view.ts'
import type { Messages } from '../../i18n/en.ts'
import type { ProviderDestination } from '../../ports/softphone-provider.ts'
import { isNameMatch } from '../../ui/search-list/match.ts'
import { directoryRows, recentRows, typedNumberRow } from './target-numbers.ts'

/** What the search is for. A queue cannot be added to a call. */
export type Purpose = 'transfer' | 'add' | 'call'

/** A possible target of a call, or one that is shown with the reason why it is not possible now. */
export interface TargetRow {
  readonly key: string
  readonly target: ProviderDestination
  readonly name: string
  readonly detail: string
  readonly icon: 'available' | 'on-call' | 'away' | 'queue' | 'known' | 'number'
  readonly enabled: boolean
}

export interface TargetList {
  readonly name: 'number' | 'teammates' | 'queues' | 'directory' | 'recent'
  readonly rows: readonly TargetRow[]
}

export interface TargetQuery {
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
export function searchTargets(searched: TargetQuery, text: Messages): readonly TargetList[] {
  const typed = typedNumberRow(searched, text)
  const number = typed === null ? [] : [typed]
  const directory = directoryRows(searched, text)
  const lists: readonly TargetList[] = [
    { name: 'number', rows: number },
    { name: 'teammates', rows: teammateRows(searched, text) },
    { name: 'queues', rows: searched.purpose === 'add' ? [] : queueRows(searched, text) },
    { name: 'directory', rows: directory },
    { name: 'recent', rows: recentRows(searched, [...number, ...directory], text) },
  ]
  return lists.filter(({ rows }) => rows.length > 0)
}

function teammateRows({ targets, typed, call }: TargetQuery, text: Messages): TargetRow[] {
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
    enabled: false,
  } as const
  const here = call?.parties.some((party) => party.userId === userId && party.state !== 'left')
  if (here === true) return { ...row, detail: words.here, icon: 'on-call' }
  if (onCall) return { ...row, detail: words.onCall, icon: 'on-call' }
  if (!available) return { ...row, detail: activityName ?? words.away, icon: 'away' }
  return { ...row, detail: activityName ?? words.available, icon: 'available', enabled: true }
}

function queueRows({ targets, typed }: TargetQuery, text: Messages): TargetRow[] {
  return targets.queues
    .filter((queue) => isNameMatch(queue.name, typed))
    .map((queue) => ({
      key: queue.queueSid,
      target: { kind: 'queue', queueId: queue.queueSid },
      name: queue.name,
      detail: text.transfer.load(queue.free, queue.waiting),
      icon: 'queue',
      enabled: true,
    }))
}
