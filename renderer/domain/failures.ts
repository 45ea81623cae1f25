import type { CallSnapshot } from '../../server/contract/desk.ts'
import type { FailedCommand } from './model/effects.ts'
import type { State } from './model/state.ts'

/** What failed between two states, each failure once: here, at the server, or at the party that a command was about. */
export function failuresOf(before: State, after: State): readonly FailedCommand[] {
  return [
    ...ofAlerts(before, after),
    ...ofDialling(before, after),
    ...ofWrapUps(before, after),
    ...ofNotices(before, after),
  ]
}

/** A command that the server did not take, or that failed later. What the screen tells once is reported once. */
function ofAlerts({ commands: before }: State, { commands: after }: State) {
  return Object.entries(after.alerts).flatMap(([callId, { failure }]) => {
    const known = before.alerts[callId]?.failure
    const isKnown = known?.at === failure.at && known.command === failure.command
    return isKnown ? [] : [toldBy(callId, failure)]
  })
}

function toldBy(
  callId: string,
  { command, code, who }: NonNullable<CallSnapshot['failure']>,
): FailedCommand {
  return { callId, command: command === 'dial' ? 'place' : command, code, who }
}

function ofDialling({ dial: before }: State, { dial: after }: State): readonly FailedCommand[] {
  if (after.kind !== 'failed' || after === before) return []
  return [failed('place', null, after.error)]
}

function ofWrapUps(before: State, after: State): readonly FailedCommand[] {
  return (after.link.desk?.wrapUps ?? []).flatMap(({ callId }) => {
    const error = savingError(after, callId)
    const isNew = error !== null && error !== savingError(before, callId)
    return isNew ? [failed('after-call', callId, error)] : []
  })
}

/** Why the after-call work is not saved or not completed. */
export function savingError({ completing, drafts }: State, callId: string) {
  const error = completing?.callId === callId ? completing.error : null
  const sending = drafts[callId]?.sending
  return error ?? (sending?.kind === 'failed' ? sending.error : null)
}

const failedNotices = {
  presence: 'agent-state',
  answer: 'accept',
  command: 'after-call',
  hotkeys: null,
} as const

function ofNotices({ notice: before }: State, { notice: after }: State): readonly FailedCommand[] {
  if (after === before) return []
  if (after?.notice.kind === 'not-reachable') return [failed('agent-state', null, 'refused')]
  if (after?.notice.kind !== 'failed') return []
  const command = failedNotices[after.notice.what]
  return command === null ? [] : [failed(command, null, 'failed')]
}

function failed(
  command: FailedCommand['command'],
  callId: string | null,
  error: string,
): FailedCommand {
  const code = error === 'unreachable' || error === 'failed' ? error : 'refused'
  return { callId, command, code, who: null }
}
