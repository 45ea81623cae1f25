import { randomUUID } from 'node:crypto'
import type { Clock } from '../../clock.ts'
import type { DialReply, DialRequest } from '../../contract/commands.ts'
import type { Agent } from '../../contract/session.ts'
import { succeed, fail } from '../../contract/result.ts'
import type { Result } from '../../contract/result.ts'
import type { Destination } from '../model/call-event.ts'
import { createInboundCall, DEVICE_TIMEOUT_MS, createOutboundCall } from '../model/call.ts'
import type { Call, Caller } from '../model/call.ts'
import { CUSTOMER } from '../model/party.ts'
import type { Invitee } from '../model/party.ts'
import type { Calls } from '../runtime/calls.ts'
import type { Refusal } from './command.ts'
import { resolveTarget } from './resolve-target.ts'
import type { ResolveDeps } from './resolve-target.ts'
import { endRests, refuseOneMore } from './second-call.ts'

export interface DialDeps extends ResolveDeps {
  readonly clock: Clock
  readonly calls: Calls
  readonly callerIds: readonly string[]
}

/** Prepares a call to a number, a teammate or a queue; the agent's Device then connects with its id. */
export async function dial(
  deps: DialDeps,
  agent: Agent,
  request: DialRequest,
): Promise<Result<DialReply, Refusal>> {
  const target = await resolveTarget(deps, agent, request.target)
  if (!target.ok) return target
  const callerId = chooseCallerId(deps.callerIds, request, target.value)
  if (!callerId.ok) return callerId
  const worker = await deps.workers.ensure(agent)
  if (!worker.ok) return fail({ code: 'twilio-unavailable', message: 'no Worker for this agent' })
  // Nothing is awaited between this check and `begin`, so two requests cannot both pass.
  const refusal = refuseOneMore(deps.calls.liveCallsOf(agent.identity), agent.identity)
  if (refusal !== null) return fail(refusal)
  if (!isTargetFree(deps.calls, target.value)) {
    return fail({ code: 'target-unavailable', message: 'they are on a call' })
  }
  const call = createCallTo(target.value, {
    callId: createCallId(),
    callerId: callerId.value,
    identity: agent.identity,
    workerSid: worker.value.workerSid,
    name: agent.displayName,
    at: deps.clock.now(),
  })
  const { callId, customer } = call
  const leg = { callId, partyId: CUSTOMER, identity: agent.identity, number: customer.number }
  const begun = await deps.dialling.admit(leg, () => deps.calls.begin(call))
  if (!begun.ok) return begun
  await endRests(deps.calls, worker.value.workerSid)
  return succeed({ callId, to: getTargetName(target.value) })
}

/** Also the Conference's friendly name. */
export function createCallId(): string {
  return `call_${randomUUID()}`
}

/** The call that an agent prepares to a target. */
function createCallTo(target: Destination, caller: Caller): Call {
  if (target.kind === 'queue') return createQueueCall(caller, target.queueName)
  const { partyId: _, digits = '', ...who } = target.invitee
  if (who.identity !== null) return createTeammateCall(caller, who)
  return createOutboundCall({ ...caller, to: who.number, digits, toName: who.name })
}

/**
 * Which of our numbers is shown. A called teammate is shown the agent; the number is then for people who are added
 * later, and may be null.
 */
function chooseCallerId(
  callerIds: readonly string[],
  request: DialRequest,
  target: Destination,
): Result<string | null, Refusal> {
  const callerId = request.callerId ?? callerIds[0]
  if (callerId !== undefined && callerIds.includes(callerId)) return succeed(callerId)
  const isNumber = target.kind === 'party' && target.invitee.identity === null
  if (callerId === undefined && !isNumber) return succeed(null)
  return fail({ code: 'number-not-allowed', message: 'not a caller ID of this desk' })
}

/** Whether a teammate is in no call by now; other targets are always free. */
function isTargetFree(calls: Pick<Calls, 'liveCallOf'>, target: Destination): boolean {
  if (target.kind === 'queue' || target.invitee.identity === null) return true
  return calls.liveCallOf(target.invitee.identity) === null
}

function getTargetName(target: Destination): string {
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
