import type { CallSnapshot } from '../../../server/contract/desk.ts'
import type { CommandFailure } from '../../domain/model/call-state.ts'
import type { Messages } from '../../i18n/en.ts'
import { firstName, formatNumber } from '../../ui/names.ts'
import { isPartyOutcome } from '../../domain/calls/alerts.ts'
import { customerOf } from '../../domain/calls/parties.ts'

/** The party that a command without a name is about; a teammate is not called a customer. */
function otherParty(call: CallSnapshot, text: Messages): string {
  const customer = customerOf(call)
  return call.direction === 'internal' && customer !== undefined
    ? firstName(customer, text)
    : text.failures.theCustomer
}

/** A failed command in words; after a failed transfer also where the customer was when it was told. */
export function failureText(failure: CommandFailure, call: CallSnapshot, text: Messages): string {
  const { byCode, byCommand, byOutcome } = text.failures
  const { command, code, why } = failure
  const who = failure.who === null ? otherParty(call, text) : formatNumber(failure.who)
  if (why === 'unreachable') return text.truth.noServer[command](who)
  if (why !== undefined) return byCode[why]
  if (!isPartyOutcome(code)) return byCommand[command][code](who)
  const says = byOutcome[code](who)
  const customer = customerOf(call)
  if (customer === undefined) return says
  const name = firstName(customer, text)
  if (failure.customer === 'on-hold') return `${says} ${text.transfer.stillOnHold(name)}`
  return failure.customer === 'connected' ? `${says} ${text.transfer.backWith(name)}` : says
}
