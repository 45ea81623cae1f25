import type { RingingView } from '../../../view/app-view.ts'
import type { Messages } from '../../../i18n/en.ts'
import { nameOf } from '../../../ui/names.ts'

/** The customer's name or number, if it is known. */
export function callerText(ringing: RingingView, text: Messages): string {
  return nameOf({ name: ringing.callerName, number: ringing.callerNumber }, text)
}

/** For a ring from a teammate: that they ask about the customer, or hand them over. Null for a call from a queue. */
export function transferText(ringing: RingingView, text: Messages): string | null {
  const { transferFrom, handover } = ringing
  if (transferFrom === null) return null
  const who = callerText(ringing, text)
  return handover?.kind === 'cold'
    ? text.ringing.handsOver(transferFrom, who)
    : text.ringing.asks(transferFrom, who)
}
