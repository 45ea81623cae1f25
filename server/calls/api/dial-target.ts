import type { DialRequest } from '../../contract/commands.ts'
import { succeed, fail } from '../../contract/result.ts'
import type { Result } from '../../contract/result.ts'
import type { Destination } from '../model/call-event.ts'
import type { Calls } from '../runtime/calls.ts'
import { createInboundCall, DEVICE_TIMEOUT_MS, createOutboundCall } from '../model/call.ts'
import type { Call, Caller } from '../model/call.ts'
import type { TargetRefusal } from './resolve-target.ts'
import type { Invitee } from '../model/party.ts'

/** The call that an agent prepares to a target. */
export function createCallTo(target: Destination, caller: Caller): Call {
  if (target.kind === 'queue') return createQueueCall(caller, target.queueName)
  const { partyId: _, digits = '', ...who } = target.invitee
  if (who.identity !== null) return createTeammateCall(caller, who)
  return createOutboundCall({ ...caller, to: who.number, digits, toName: who.name })
}

/**
 * Which of our numbers is shown. A called teammate is shown the agent; the number is then for people who are added
 * later, and may be null.
 */
export function chooseCallerId(
  callerIds: readonly string[],
  request: DialRequest,
  target: Destination,
): Result<string | null, TargetRefusal> {
  const callerId = request.callerId ?? callerIds[0]
  if (callerId !== undefined && callerIds.includes(callerId)) return succeed(callerId)
  const isNumber = target.kind === 'party' && target.invitee.identity === null
  if (callerId === undefined && !isNumber) return succeed(null)
  return fail({ code: 'number-not-allowed', message: 'not a caller ID of this desk' })
}

/** Whether a teammate is in no call by now; other targets are always free. */
export function isTargetFree(calls: Pick<Calls, 'liveCallOf'>, target: Destination): boolean {
  if (target.kind === 'queue' || target.invitee.identity === null) return true
  return calls.liveCallOf(target.invitee.identity) === null
}

export function getTargetName(target: Destination): string {
  if (target.kind === 'queue') return target.queueName
  return target.invitee.number ?? target.invitee.name ?? ''
}

/** Like an outbound call whose customer is a teammate. */
export function createTeammateCall(
  caller: Caller,
  teammate: Omit<Invitee, 'partyId' | 'digits'>,
): Call {
  const call = createOutboundCall({ ...caller, to: null })
  return { ...call, customer: { ...call.customer, ...teammate } }
}

/** Like an inbound call whose caller is a teammate; it waits for their Device before it is queued. */
export function createQueueCall(caller: Caller, queueName: string): Call {
  const { callId, callerId: lineNumber, identity, workerSid, name, at } = caller
  const call = createInboundCall({ callId, callSid: null, number: null, lineNumber, queueName, at })
  return {
    ...call,
    customer: { ...call.customer, identity, workerSid, name },
    phase: { kind: 'calling', since: at, deadline: at + DEVICE_TIMEOUT_MS },
  }
}
