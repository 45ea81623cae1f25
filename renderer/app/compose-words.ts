import type { RingingWords } from '../adapters/desktop/desktop.ts'
import { en } from '../i18n/en.ts'
import { formatNumber, nameOf } from '../ui/names.ts'

/** The notification of a call that rings: who, then the queue and the number. */
export const ringingWords: RingingWords = ({ callerName, callerNumber, queueName }) => {
  const number = callerName !== null && callerNumber !== null ? formatNumber(callerNumber) : null
  return {
    title: nameOf({ name: callerName, number: callerNumber }, en),
    body: [queueName, number].filter((part) => part !== null).join(' · '),
  }
}
