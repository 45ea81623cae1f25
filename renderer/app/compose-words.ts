import type { RingingWords } from '../adapters/desktop/desktop.ts'
import { en } from '../i18n/en.ts'
import { callerText, transferNews } from '../features/phone/ringing/ringing-text.ts'
import { formatNumber } from '../ui/names.ts'

/** A call that rings: who, then the queue and the number; in the ring window also the note and the times. */
export const ringingWords: RingingWords = (ring) => {
  const { callerName, callerNumber, queueName: queue, handover, since, deadline } = ring
  const news = transferNews(ring, en)
  const known = callerName !== null && callerNumber !== null && news === null
  const number = known ? formatNumber(callerNumber) : (news?.about ?? null)
  const note = said([handover?.reason, handover?.notes])
  return {
    title: cut(news?.says ?? callerText(ring, en)),
    body: cut(said([queue, number])),
    queue: queue === null ? null : cut(queue),
    number: number === null ? null : cut(number),
    note: note === '' ? null : cut(note),
    waitsSince:
      since === null ? null : new Date(Date.parse(since) - ring.waitedSeconds * 1000).toISOString(),
    deadline,
  }
}

/** No more than the window shows; what is longer would be refused there. */
const cut = (words: string) => words.slice(0, 200)

function said(parts: readonly (string | null | undefined)[]): string {
  return parts.filter(Boolean).join(' · ')
}
