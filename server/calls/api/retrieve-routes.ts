import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { agentOf } from '../../auth/bearer.ts'
import { dialReply, paths } from '../../contract/commands.ts'
import type { DialReply } from '../../contract/commands.ts'
import type { Agent } from '../../contract/session.ts'
import { sendFailure } from '../../http/failure.ts'
import { succeed, fail } from '../../contract/result.ts'
import type { Result } from '../../contract/result.ts'
import { isIn } from '../model/call.ts'
import type { Call } from '../model/call.ts'
import type { DialDeps } from './dial.ts'
import { createPartyId } from './resolve-target.ts'
import type { TargetRefusal } from './resolve-target.ts'
import { canSetAside, getCapacity } from './second-call.ts'
import { canRetrieve } from '../phases/retrieving.ts'

const params = z.strictObject({ callId: z.string().min(1).max(100) })

/** Retrieves a customer from the queue to which this agent transferred them; the agent's Device then connects. */
export function retrieveRoutes(deps: Pick<DialDeps, 'calls' | 'workers'>): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      `${paths.calls}/:callId/retrieve`,
      { schema: { params, response: { 200: dialReply } } },
      async (request, reply) => {
        const outcome = await retrieve(deps, agentOf(request), request.params.callId)
        if (outcome.ok) return outcome.value
        return sendFailure(reply, outcome.failure.code, outcome.failure.message)
      },
    )
  }
}

async function retrieve(
  { calls, workers }: Pick<DialDeps, 'calls' | 'workers'>,
  agent: Agent,
  callId: string,
): Promise<Result<DialReply, TargetRefusal>> {
  const { identity, displayName: name } = agent
  const worker = await workers.ensure(agent)
  if (!worker.ok) return fail({ code: 'twilio-unavailable', message: 'no Worker for this agent' })
  // Nothing is awaited between these checks and the command, so they still hold.
  const call = calls.find(callId)
  if (call === null || call.handover?.fromIdentity !== identity) {
    return fail({ code: 'not-found', message: 'this agent has transferred no such call' })
  }
  if (!canRetrieve(call, identity)) return fail(tooLate(call))
  const others = calls.liveCallsOf(identity)
  if (getCapacity(others) === 'none') {
    return fail({ code: 'already-on-a-call', message: 'two calls at a time' })
  }
  if (!canSetAside(others, identity)) {
    return fail({ code: 'transfer-under-way', message: 'the call in hand must be settled' })
  }
  const { workerSid } = worker.value
  const leg = { partyId: createPartyId(), identity, workerSid, name, callSid: null }
  const taken = await calls.dispatch(callId, { kind: 'retrieve-requested', leg })
  if (taken === null || !isIn(taken, 'retrieving')) return fail(tooLate(taken ?? call))
  const { customer } = taken
  return succeed({ callId, to: customer.name ?? customer.number ?? '' })
}

function tooLate(call: Call): TargetRefusal {
  return isIn(call, 'ended')
    ? { code: 'call-ended', message: 'the customer has hung up' }
    : { code: 'already-answered', message: 'somebody has answered' }
}
