import type { DialRequest } from '../../contract/commands.ts'
import { succeed, fail } from '../../contract/result.ts'
import type { Result } from '../../contract/result.ts'
import type { Destination } from '../model/call-event.ts'
import type { Calls } from '../runtime/calls.ts'
import { outboundCall } from '../model/call.ts'
import type { Call } from '../model/call.ts'
import { queueCall, teammateCall } from './internal-call.ts'
import type { Caller } from './internal-call.ts'
import type { Refused } from './resolve-target.ts'

/** The call that an agent prepares to whomever they want to reach. */
export function callTo(target: Destination, caller: Caller): Call {
  if (target.kind === 'queue') return queueCall(caller, target.queueName)
  const { partyId: _, digits = '', ...who } = target.who
  if (who.identity !== null) return teammateCall(caller, who)
  return outboundCall({ ...caller, to: who.number, digits, toName: who.name })
}

/**
 * Which of our numbers is shown. A colleague is shown who calls; there the number is for those whom the call may
 * bring in, and there may be none.
 */
export function callerIdFor(
  callerIds: readonly string[],
  request: DialRequest,
  target: Destination,
): Result<string | null, Refused> {
  const callerId = request.callerId ?? callerIds[0]
  if (callerId !== undefined && callerIds.includes(callerId)) return succeed(callerId)
  const isNumber = target.kind === 'party' && target.who.identity === null
  if (callerId === undefined && !isNumber) return succeed(null)
  return fail({ code: 'number-not-allowed', message: 'not a caller ID of this desk' })
}

/** Whether a teammate is in no call by now; others are reached or not. */
export function isFree(calls: Pick<Calls, 'liveCallOf'>, target: Destination): boolean {
  if (target.kind === 'queue' || target.who.identity === null) return true
  return calls.liveCallOf(target.who.identity) === null
}

export function nameOf(target: Destination): string {
  if (target.kind === 'queue') return target.queueName
  return target.who.number ?? target.who.name ?? ''
}
