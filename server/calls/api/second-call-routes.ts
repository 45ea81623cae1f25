import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { agentOf } from '../../auth/bearer.ts'
import { accepted as acceptedReply, mergeRequest, paths } from '../../contract/commands.ts'
import type { ErrorCode } from '../../contract/errors.ts'
import { sendFailure } from '../../http/failure.ts'
import { isComing } from '../model/party.ts'
import { isIn } from '../model/call.ts'
import type { CallIn } from '../model/call.ts'
import type { Calls } from '../runtime/calls.ts'
import { accepted, ownCall } from './command.ts'
import type { Asked } from './command.ts'
import { canHandOver } from '../conversation/merging.ts'
import { customerIsHere } from '../model/parties.ts'
import { isSettled, mayTurn } from '../conversation/setting-aside.ts'
import { newPartyId } from './resolve-target.ts'
import { mayLeave, otherCalls, parkAll } from './second-call.ts'

const params = z.strictObject({ callId: z.string().min(1).max(100) })
const BASE = `${paths.calls}/:callId`

/** An agent's two calls: turning from one to the other, and making one of both. */
export function secondCallRoutes({ calls }: { readonly calls: Calls }): FastifyPluginAsyncZod {
  return async (app) => {
    const response = { 200: acceptedReply }
    app.post(`${BASE}/switch`, { schema: { params, response } }, async (request, reply) =>
      turnTo({ calls, agent: agentOf(request), callId: request.params.callId, reply }),
    )
    app.post(
      `${BASE}/merge`,
      { schema: { params, body: mergeRequest, response } },
      async (request, reply) => {
        const { callId } = request.params
        return merge({ calls, agent: agentOf(request), callId, reply }, request.body.callId)
      },
    )
  }
}

/** The others first, so that nobody hears the agent in two conversations. */
async function turnTo(asked: Asked) {
  const { calls, callId, reply } = asked
  const by = asked.agent.identity
  const call = conversationOf(asked)
  if (typeof call === 'string') return sendFailure(reply, call)
  const others = otherCalls(calls, by, callId)
  if (!others.every((other) => isIn(other, 'active')))
    return sendFailure(reply, 'already-on-a-call')
  if (!mayTurn(call, by) || !mayLeave(others, by)) return sendFailure(reply, 'transfer-under-way')
  await parkAll(calls, others, by)
  await calls.dispatch(callId, { kind: 'take-up-asked', by })
  return accepted
}

async function merge(asked: Asked, otherId: string) {
  const { calls, callId, reply } = asked
  const by = asked.agent.identity
  const into = conversationOf(asked)
  if (typeof into === 'string') return sendFailure(reply, into)
  const other = conversationOf({ ...asked, callId: otherId })
  if (typeof other === 'string') return sendFailure(reply, other)
  if (otherId === callId) return sendFailure(reply, 'invalid-request')
  const coming = into.phase.parties.some(isComing)
  if (coming || !isSettled(into) || !isSettled(other)) {
    return sendFailure(reply, 'transfer-under-way')
  }
  if (into.customer.identity !== null || !customerIsHere(into) || !canHandOver(other, by)) {
    return sendFailure(reply, 'invalid-request', 'these two cannot be merged')
  }
  await calls.dispatch(otherId, { kind: 'merge-asked', by, into: callId, partyId: newPartyId() })
  return accepted
}

function conversationOf(asked: Asked): CallIn<'active'> | ErrorCode {
  const call = ownCall(asked)
  if (typeof call === 'string') return call
  return isIn(call, 'active') ? call : 'not-found'
}
