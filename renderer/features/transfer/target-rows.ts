import { isNameMatch } from '../../ui/search-list/match.ts'
import type { TargetsReply } from '../../../server/contract/commands.ts'
import type { CallSnapshot } from '../../../server/contract/desk.ts'
import type { Messages } from '../../i18n/en.ts'
import { directoryRows, recentRows, typedNumberRow } from './target-numbers.ts'
import type { TargetList, TargetQuery, TargetRow } from './target-query.ts'

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
