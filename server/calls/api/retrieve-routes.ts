import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { agentOf } from '../../auth/bearer.ts'
import { dialReply } from '../../contract/commands.ts'
import type { DialReply } from '../../contract/commands.ts'
import type { Agent } from '../../contract/session.ts'
import { succeed, fail } from '../../contract/result.ts'
import type { Result } from '../../contract/result.ts'
import { isIn } from '../model/call.ts'
import type { Call } from '../model/call.ts'
import type { DialDeps } from './dial.ts'
import { createPartyId } from './resolve-target.ts'
import { CALL_PATH, params, sendResult } from './command.ts'
import type { Refusal } from './command.ts'
import { endRests, refuseOneMore } from './second-call.ts'
import { canRetrieve } from '../phases/returning.ts'

/** Retrieves a customer from the queue to which this agent transferred them; the agent's Device then connects. */
export function retrieveRoutes(deps: Pick<DialDeps, 'calls' | 'workers'>): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      `${CALL_PATH}/retrieve`,
      { schema: { params, response: { 200: dialReply } } },
      async (request, reply) =>
        sendResult(reply, await retrieve(deps, agentOf(request), request.params.callId)),
    )
  }
}

async function retrieve(
  { calls, workers }: Pick<DialDeps, 'calls' | 'workers'>,
  agent: Agent,
  callId: string,
): Promise<Result<DialReply, Refusal>> {
  const { identity, displayName: name } = agent
  const worker = await workers.ensure(agent)
  if (!worker.ok) return fail({ code: 'twilio-unavailable', message: 'no Worker for this agent' })
  // Nothing is awaited between these checks and the command, so they still hold.
  const call = calls.find(callId)
  if (call === null || call.handover?.fromIdentity !== identity) {
    return fail({ code: 'not-found', message: 'this agent has transferred no such call' })
  }
  if (!canRetrieve(call, identity)) return fail(tooLate(call))
  const refusal = refuseOneMore(calls.liveCallsOf(identity), identity)
  if (refusal !== null) return fail(refusal)
  const { workerSid } = worker.value
  const leg = { partyId: createPartyId(), identity, workerSid, name, callSid: null }
  const taken = await calls.dispatch(callId, { kind: 'retrieve-requested', leg })
  if (taken === null || !isIn(taken, 'returning')) return fail(tooLate(taken ?? call))
  await endRests(calls, workerSid)
  const { customer } = taken
  return succeed({ callId, to: customer.name ?? customer.number ?? '' })
}

function tooLate(call: Call): Refusal {
  return isIn(call, 'ended')
    ? { code: 'call-ended', message: 'the customer has hung up' }
    : { code: 'already-answered', message: 'somebody has answered' }
}
