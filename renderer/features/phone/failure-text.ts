import type { CallSnapshot, ReceivedFailure } from '../../../server/contract/desk.ts'
import type { CommandFailure } from '../../domain/model/call-state.ts'
import type { Messages } from '../../i18n/en.ts'
import { firstName, formatNumber } from '../../ui/names.ts'
import { customerOf } from '../../domain/calls/parties.ts'

const partyOutcomes: ReadonlySet<ReceivedFailure['code']> = new Set([
  'no-answer',
  'busy',
  'declined',
  'failed',
  'left',
])

/** Whether it says where a party is, and not that something failed. */
export function isPartyOutcome(failure: ReceivedFailure): boolean {
  return partyOutcomes.has(failure.code)
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
  if (failure.why !== undefined) return text.failures.byCode[failure.why]
  const who = failure.who === null ? otherParty(call, text) : formatNumber(failure.who)
  const says = text.failures.byCommand[failure.command][failure.code](who)
  const customer = customerOf(call)
  const over = failure.command === 'transfer' && call.transfer === null && isPartyOutcome(failure)
  if (!over || customer?.state !== 'connected') return says
  const name = firstName(customer, text)
  const now = customer.hold.requested
    ? text.transfer.stillOnHold(name)
    : text.transfer.backWith(name)
  return `${says} ${now}`
}
