import type { TransferStep } from '../../../server/contract/commands.ts'
import { customerOf, selfOf, transferTarget } from '../../domain/calls/parties.ts'
import type { ActiveCallView } from '../../view/app-view.ts'
import type { Messages } from '../../i18n/en.ts'
import { firstName, partyName } from '../../ui/names.ts'

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
    return words.consultedBy(from, partyName(customerOf(call), text))
  }
  const to = partyName(transferTarget(call), text)
  return transfer?.kind === 'cold' ? words.cold(to) : words.warm(to)
}

/** Where it stands: the step that is under way, else who hears music. */
export function transferDetail(stage: ActiveCallView, text: Messages): string {
  const { call } = stage
  const { transfer } = call
  const words = text.transfer
  const name = firstName(customerOf(call), text)
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
      return target?.self === true ? words.youHearMusic : words.hearsMusic(firstName(target, text))
    }
    case 'joined':
      return words.joined
  }
}
