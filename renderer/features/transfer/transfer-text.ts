import type { CallSnapshot, Party } from '../../../server/contract/desk.ts'
import type { ActiveCallView } from '../../view/app-view.ts'
import type { Messages } from '../../i18n/en.ts'
import { firstName, partyName } from '../../ui/names.ts'

/** The sides of a transfer, as far as they are known. */
export function transferSides({ parties, transfer }: CallSnapshot) {
  const customer = parties.find((party) => party.role === 'customer')
  const by = parties.find((party) => party.userId !== null && party.userId === transfer?.byUserId)
  return {
    self: parties.find((party) => party.self),
    target: parties.find((party) => party.partyId === transfer?.partyId),
    customer,
    by,
    customerName: (text: Messages) => firstOf(customer, text),
  }
}

function firstOf(party: Party | undefined, text: Messages): string {
  return party === undefined ? text.who.unknown : firstName(party, text)
}

/** What is in progress and with which party; for a consulted agent, who asks. */
export function transferTitle({ call }: ActiveCallView, text: Messages): string {
  const { self, target, customer, by } = transferSides(call)
  const words = text.transfer
  if (self !== undefined && self.partyId === call.transfer?.partyId) {
    const from = by === undefined ? text.who.agent : partyName(by, text)
    return words.consultedBy(
      from,
      customer === undefined ? text.who.unknown : partyName(customer, text),
    )
  }
  const to = target === undefined ? text.who.unknown : partyName(target, text)
  return call.transfer?.kind === 'cold' ? words.cold(to) : words.warm(to)
}

/** Where it stands: the step that is under way, else who hears music. */
export function transferDetail({ call, requested }: ActiveCallView, text: Messages): string {
  const words = text.transfer
  const { self, target, customer } = transferSides(call)
  const name = firstOf(customer, text)
  const { transfer } = call
  if (transfer === null) return words.holdFirst(name)
  const pending = transfer.pending ?? (requested.transfer === 'start' ? null : requested.transfer)
  if (pending !== null) return words.pending[pending](name)
  switch (transfer.stage) {
    case 'ringing':
      return customer?.hold.confirmed === false ? words.holdFirst(name) : words.ringing(name)
    case 'consulting':
      return words.hearsMusic(name)
    case 'swapped':
      return target !== undefined && target.partyId === self?.partyId
        ? words.youHearMusic
        : words.hearsMusic(firstOf(target, text))
    case 'joined':
      return words.joined
  }
}
