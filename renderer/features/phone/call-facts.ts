import type { CallSnapshot } from '../../../server/contract/desk.ts'
import type { Messages } from '../../i18n/en.ts'
import { formatNumber } from '../../ui/names.ts'
import { formatDuration } from '../../ui/time/duration.ts'

export interface Fact {
  readonly label: string
  readonly value: string
}

/** Where a call came from: its queue, how long the caller waited, and the line. */
export function callFacts(call: CallSnapshot, text: Messages): readonly Fact[] {
  const words = text.call.context
  const { direction, queueName, waitedSeconds, lineNumber } = call
  const hasWaited = direction === 'inbound' || waitedSeconds > 0
  const facts: readonly (readonly [string, string | null])[] = [
    [words.queue, queueName],
    [words.waited, hasWaited ? formatDuration(waitedSeconds) : null],
    [words.line[direction], lineNumber === null ? null : formatNumber(lineNumber)],
  ]
  return facts.flatMap(([label, value]) => (value === null ? [] : [{ label, value }]))
}
