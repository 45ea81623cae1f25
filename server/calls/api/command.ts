import type { FastifyReply } from 'fastify'
import type { ErrorCode } from '../../contract/errors.ts'
import type { Agent } from '../../contract/session.ts'
import { sendFailure } from '../../http/failure.ts'
import { partsFor } from '../../permissions/enforce.ts'
import type { CallEvent } from '../model/call-event.ts'
import type { Call } from '../model/call.ts'
import type { Calls } from '../runtime/calls.ts'
import { refusalOf } from './part.ts'

export const accepted = { accepted: true } as const

export interface CommandRequest {
  readonly calls: Calls
  readonly agent: Agent
  readonly callId: string
  readonly reply: FastifyReply
}

/** The live call, if the agent's part in it is one that the route's permission names; else the error code. */
export function findOwnCall({ calls, agent, callId, reply }: CommandRequest): Call | ErrorCode {
  const call = calls.find(callId)
  return refusalOf(call, agent.identity, partsFor(reply.request)) ?? call ?? 'not-found'
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
