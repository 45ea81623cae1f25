import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { agentOf } from '../../auth/bearer.ts'
import { accepted as acceptedReply, paths } from '../../contract/commands.ts'
import type { ErrorCode } from '../../contract/errors.ts'
import type { Result } from '../../contract/result.ts'
import type { Agent } from '../../contract/session.ts'
import { sendFailure } from '../../http/failure.ts'
import { partsFor } from '../../permissions/enforce.ts'
import { refusalOf } from '../../permissions/part.ts'
import type { CallEvent } from '../model/call-event.ts'
import { isIn } from '../model/call.ts'
import type { Call, CallIn } from '../model/call.ts'
import type { Calls } from '../runtime/calls.ts'

/** The routes of one call. */
export const CALL_PATH = `${paths.calls}/:callId`
export const id = z.string().min(1).max(100)
export const params = z.strictObject({ callId: id })

/** What a command answers that was accepted; a later snapshot confirms it. */
export const accepted = { accepted: true } as const
export const response = { 200: acceptedReply }

export interface CommandRequest {
  readonly calls: Calls
  readonly agent: Agent
  readonly callId: string
  readonly reply: FastifyReply
}

export function readCommand(
  calls: Calls,
  { params: { callId } }: { readonly params: z.infer<typeof params> },
  reply: FastifyReply,
): CommandRequest {
  return { calls, agent: agentOf(reply.request), callId, reply }
}

/** The live call, if the agent's part in it is one that the route's permission names; else the error code. */
function findOwnCall({ calls, agent, callId, reply }: CommandRequest): Call | ErrorCode {
  const call = calls.find(callId)
  return refusalOf(call, agent.identity, partsFor(reply.request)) ?? call ?? 'not-found'
}

/** The same, if people talk in it. */
export function findConversation(request: CommandRequest): CallIn<'active'> | ErrorCode {
  const call = findOwnCall(request)
  return typeof call === 'string' || isIn(call, 'active') ? call : 'not-found'
}

/** Accepts a command: `decide` turns it into an event for the call as it is now, or into an error code. */
export async function runAgentCommand(
  request: CommandRequest,
  decide: (call: Call) => CallEvent | ErrorCode,
) {
  const call = findOwnCall(request)
  const event = typeof call === 'string' ? call : decide(call)
  if (typeof event === 'string') return sendFailure(request.reply, event)
  await request.calls.dispatch(request.callId, event)
  return accepted
}

export interface Refusal {
  readonly code: ErrorCode
  readonly message: string
}

export function sendRefusal(reply: FastifyReply, { code, message }: Refusal): FastifyReply {
  return sendFailure(reply, code, message)
}

export function sendResult<Value>(reply: FastifyReply, result: Result<Value, Refusal>) {
  return result.ok ? result.value : sendRefusal(reply, result.failure)
}
