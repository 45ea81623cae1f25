import type { CallSnapshot } from '../../../server/contract/desk.ts'
import type { Messages } from '../../i18n/en.ts'
import { partyName } from '../../ui/who.ts'

/** Whose act ended the call, as far as it was anybody's. */
export function endedTitle({ parties, endedBy }: CallSnapshot, text: Messages): string {
  const party = parties.find(({ partyId }) => partyId === endedBy)
  if (party === undefined) return text.call.ended
  return party.self ? text.call.endedByYou : text.call.endedBy(partyName(party, text))
}
