import type { TransferStep } from '../../../server/contract/commands.ts'
import type { CallSnapshot, Party } from '../../../server/contract/desk.ts'
import { customerOf, selfOf, transferTarget } from '../../domain/calls/parties.ts'
import type { ActiveCallView } from '../../view/app-view.ts'
import type { Messages } from '../../i18n/en.ts'
import { firstName, partyName } from '../../ui/names.ts'

function firstOf(party: Party | undefined, text: Messages): string {
  return party === undefined ? text.who.unknown : firstName(party, text)
}

function nameOf(party: Party | undefined, text: Messages): string {
  return party === undefined ? text.who.unknown : partyName(party, text)
}

/** The short name of the customer, if there is one. */
export function customerName(call: CallSnapshot, text: Messages): string {
  return firstOf(customerOf(call), text)
}

/** The step that was requested and is not yet confirmed. */
export function pendingStep({ call, requested }: ActiveCallView): TransferStep | null {
  return call.transfer?.pending ?? (requested.transfer === 'start' ? null : requested.transfer)
}

/** What is in progress and with which party; for a consulted agent, who asks. */
export function transferTitle({ call }: ActiveCallView, text: Messages): string {
  const { transfer, parties } = call
  const words = text.transfer
  if (transfer !== null && selfOf(call)?.partyId === transfer.partyId) {
    const by = parties.find(({ userId }) => userId !== null && userId === transfer.byUserId)
    const from = by === undefined ? text.who.agent : partyName(by, text)
    return words.consultedBy(from, nameOf(customerOf(call), text))
  }
  const to = nameOf(transferTarget(call), text)
  return transfer?.kind === 'cold' ? words.cold(to) : words.warm(to)
}

/** Where it stands: the step that is under way, else who hears music. */
export function transferDetail(stage: ActiveCallView, text: Messages): string {
  const { call } = stage
  const { transfer } = call
  const words = text.transfer
  const name = customerName(call, text)
  if (transfer === null) return words.holdFirst(name)
  const pending = pendingStep(stage)
  if (pending !== null) return words.pending[pending](name)
  switch (transfer.stage) {
    case 'ringing':
      return customerOf(call)?.hold.confirmed === false
        ? words.holdFirst(name)
        : words.ringing(name)
    case 'consulting':
      return words.hearsMusic(name)
    case 'swapped': {
      const target = transferTarget(call)
      return target?.self === true ? words.youHearMusic : words.hearsMusic(firstOf(target, text))
    }
    case 'joined':
      return words.joined
  }
}
