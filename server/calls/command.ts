import type { FastifyReply } from 'fastify'
import type { ErrorCode } from '../contract/errors.ts'
import type { Agent } from '../contract/session.ts'
import { sendFailure } from '../http/failure.ts'
import type { CallEvent } from './call-event.ts'
import { agentsOf, isIn, partiesOf } from './call.ts'
import type { Call } from './call.ts'
import type { Calls } from './calls.ts'
import { isCustomer } from './internal.ts'
import { isHere } from './party.ts'

export const accepted = { accepted: true } as const

export interface Asked {
  readonly calls: Calls
  readonly agent: Agent
  readonly callId: string
  readonly reply: FastifyReply
}

/** The agent's own live call, or why it is none. One who was only asked in, or is its customer, commands nothing of it. */
export function ownCall(
  { calls, agent, callId }: Omit<Asked, 'reply'>,
  who: 'agent' | 'anybody',
): Call | ErrorCode {
  const call = calls.find(callId)
  const wasIn =
    call !== null && partiesOf(call.phase).some((each) => each.identity === agent.identity)
  if (call === null) return 'not-found'
  if (!agentsOf(call).includes(agent.identity)) return wasIn ? 'call-ended' : 'not-found'
  if (who === 'anybody') return call
  if (isCustomer(call, agent.identity)) return 'forbidden'
  if (!isIn(call, 'active')) return call
  const self = call.phase.parties.find((each) => each.identity === agent.identity && isHere(each))
  return self?.role === 'agent' ? call : 'forbidden'
}

/** Takes a command: `decide` says what it means for the call as it is now, or why it cannot be. */
export async function command(
  asked: Asked,
  who: 'agent' | 'anybody',
  decide: (call: Call) => CallEvent | ErrorCode,
) {
  const call = ownCall(asked, who)
  const event = typeof call === 'string' ? call : decide(call)
  if (typeof event === 'string') return sendFailure(asked.reply, event)
  await asked.calls.dispatch(asked.callId, event)
  return accepted
}
