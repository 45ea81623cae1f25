import { randomUUID } from 'node:crypto'
import type { Clock } from '../clock.ts'
import type { DialReply, DialRequest } from '../contract/commands.ts'
import type { ErrorCode } from '../contract/errors.ts'
import type { Agent } from '../contract/session.ts'
import { done, failed } from '../outcome.ts'
import type { Outcome } from '../outcome.ts'
import type { Workers } from '../routing/workers.ts'
import type { Calls } from './calls.ts'
import { outboundCall } from './call.ts'
import { readNumber } from './number.ts'

export interface DialDeps {
  readonly clock: Clock
  readonly calls: Calls
  readonly workers: Workers
  readonly country: string
  readonly callerIds: readonly string[]
}

/** Prepares an outbound call; the agent's Device then connects with its id. */
export async function dial(
  deps: DialDeps,
  agent: Agent,
  request: DialRequest,
): Promise<Outcome<DialReply, { readonly code: ErrorCode; readonly message: string }>> {
  if (request.target.kind !== 'number') return failed({ code: 'not-found', message: 'no number' })
  const number = readNumber(request.target.number, deps.country)
  if (!number.ok) return number
  const callerId = request.callerId ?? deps.callerIds[0]
  if (callerId === undefined || !deps.callerIds.includes(callerId)) {
    return failed({ code: 'number-not-allowed', message: 'not a caller ID of this desk' })
  }
  const worker = await deps.workers.ensure(agent)
  if (!worker.ok) return failed({ code: 'twilio-unavailable', message: 'no Worker for this agent' })
  // Nothing is awaited between this check and the taking in, so two requests cannot both pass.
  if (deps.calls.liveCallOf(agent.identity) !== null) {
    return failed({ code: 'already-on-a-call', message: 'one call at a time' })
  }
  const call = outboundCall({
    callId: newCallId(),
    to: number.value,
    callerId,
    identity: agent.identity,
    workerSid: worker.value.workerSid,
    name: agent.displayName,
    at: deps.clock.now(),
  })
  await deps.calls.begin(call)
  return done({ callId: call.callId, to: number.value })
}

/** Also the Conference's friendly name. */
export function newCallId(): string {
  return `call_${randomUUID()}`
}
