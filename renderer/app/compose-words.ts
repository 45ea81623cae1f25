import type { RingingWords } from '../adapters/desktop/desktop.ts'
import { en } from '../i18n/en.ts'
import { formatNumber, nameOf } from '../ui/names.ts'

/** A call that rings: who, then the queue and the number; in the ring window also the note and the times. */
export const ringingWords: RingingWords = ({
  callerName,
  callerNumber,
  queueName: queue,
  handover,
  waitedSeconds,
  since,
  deadline,
}) => {
  const number = callerName !== null && callerNumber !== null ? formatNumber(callerNumber) : null
  const note = said([handover?.reason, handover?.notes])
  return {
    title: nameOf({ name: callerName, number: callerNumber }, en),
    body: said([queue, number]),
    queue,
    number,
    note: note === '' ? null : note,
    waitsSince:
      since === null ? null : new Date(Date.parse(since) - waitedSeconds * 1000).toISOString(),
    deadline,
  }
}

function said(parts: readonly (string | null | undefined)[]): string {
  return parts.filter(Boolean).join(' · ')
}
