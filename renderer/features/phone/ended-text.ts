import type { CallSnapshot } from '../../../server/contract/desk.ts'
import type { Messages } from '../../i18n/en.ts'
import { partyName } from '../../ui/names.ts'

/** Who ended the call, if a party did. */
export function endedTitle({ parties, endedBy }: CallSnapshot, text: Messages): string {
  const party = parties.find(({ partyId }) => partyId === endedBy)
  if (party === undefined) return text.call.ended
  return party.self ? text.call.endedByYou : text.call.endedBy(partyName(party, text))
}
