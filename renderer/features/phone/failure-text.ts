import type { CallSnapshot, ReceivedFailure } from '../../../server/contract/desk.ts'
import type { CommandFailure } from '../../domain/model/call-state.ts'
import type { PartyOutcome } from '../../i18n/en-failures.ts'
import type { Messages } from '../../i18n/en.ts'
import { firstName, formatNumber } from '../../ui/names.ts'
import { customerOf } from '../../domain/calls/parties.ts'

/** Whether it says where a party is, and not that something failed. */
export function isPartyOutcome(
  code: ReceivedFailure['code'],
  text: Messages,
): code is PartyOutcome {
  return Object.hasOwn(text.failures.byOutcome, code)
}

/** The party that a command without a name is about; a teammate is not called a customer. */
function otherParty(call: CallSnapshot, text: Messages): string {
  const customer = customerOf(call)
  return call.direction === 'internal' && customer !== undefined
    ? firstName(customer, text)
    : text.failures.theCustomer
}

/** A failed command in words; after a failed transfer also who the agent is connected to. */
export function failureText(failure: CommandFailure, call: CallSnapshot, text: Messages): string {
  const { byCode, byCommand, byOutcome } = text.failures
  const { command, code, why } = failure
  if (why !== undefined) return byCode[why]
  const who = failure.who === null ? otherParty(call, text) : formatNumber(failure.who)
  if (!isPartyOutcome(code, text)) return byCommand[command][code](who)
  const says = byOutcome[code](who)
  const customer = customerOf(call)
  const over = command === 'transfer' && call.transfer === null
  if (!over || customer?.state !== 'connected') return says
  const name = firstName(customer, text)
  const now = customer.hold.requested
    ? text.transfer.stillOnHold(name)
    : text.transfer.backWith(name)
  return `${says} ${now}`
}
