import { CUSTOMER } from '../model/party.ts'
import { randomUUID } from 'node:crypto'
import type { Clock } from '../../clock.ts'
import type { DialReply, DialRequest } from '../../contract/commands.ts'
import type { Agent } from '../../contract/session.ts'
import { succeed, fail } from '../../contract/result.ts'
import type { Result } from '../../contract/result.ts'
import type { Calls } from '../runtime/calls.ts'
import { createCallTo, chooseCallerId, isTargetFree, getTargetName } from './dial-target.ts'
import { resolveTarget } from './resolve-target.ts'
import type { TargetRefusal, ResolveDeps } from './resolve-target.ts'
import { canSetAside, getCapacity } from './second-call.ts'

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
): Promise<Result<DialReply, TargetRefusal>> {
  const target = await resolveTarget(deps, agent, request.target)
  if (!target.ok) return target
  const callerId = chooseCallerId(deps.callerIds, request, target.value)
  if (!callerId.ok) return callerId
  const worker = await deps.workers.ensure(agent)
  if (!worker.ok) return fail({ code: 'twilio-unavailable', message: 'no Worker for this agent' })
  // Nothing is awaited between this check and `begin`, so two requests cannot both pass.
  const others = deps.calls.liveCallsOf(agent.identity)
  if (getCapacity(others) === 'none') {
    return fail({ code: 'already-on-a-call', message: 'two calls at a time' })
  }
  if (!canSetAside(others, agent.identity)) {
    return fail({ code: 'transfer-under-way', message: 'the call on hold must be settled' })
  }
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
  return begun.ok ? succeed({ callId, to: getTargetName(target.value) }) : begun
}

/** Also the Conference's friendly name. */
export function createCallId(): string {
  return `call_${randomUUID()}`
}
