import type { RingingView } from '../../../view/app-view.ts'
import type { Messages } from '../../../i18n/en.ts'
import { nameOf } from '../../../ui/names.ts'

/** A call that rings, as far as its words go. */
type Ring = Pick<RingingView, 'callerName' | 'callerNumber' | 'transferFrom' | 'handover'>

/** The customer's name or number, if it is known. */
export function callerText(
  ringing: Pick<Ring, 'callerName' | 'callerNumber'>,
  text: Messages,
): string {
  return nameOf({ name: ringing.callerName, number: ringing.callerNumber }, text)
}

/** What a teammate wants with a ring, and which customer it is about unless the first says so. */
export interface TransferNews {
  readonly says: string
  readonly about: string | null
}

/** For a ring from a teammate: that they need help, or transfer the customer. Null for a call from a queue. */
export function transferNews(ringing: Ring, text: Messages): TransferNews | null {
  const { transferFrom, handover } = ringing
  if (transferFrom === null) return null
  const who = callerText(ringing, text)
  return handover?.kind === 'cold'
    ? { says: text.ringing.handsOver(transferFrom, who), about: null }
    : { says: text.ringing.needsHelp(transferFrom), about: text.ringing.about(who) }
}

/** The same as one sentence. */
export function transferText(ringing: RingingView, text: Messages): string | null {
  const news = transferNews(ringing, text)
  return news === null ? null : [news.says, news.about].filter(Boolean).join(', ')
}
