import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { mergeRequest } from '../../contract/commands.ts'
import { sendFailure } from '../../http/failure.ts'
import { isMovingHere } from '../model/party.ts'
import { isIn } from '../model/call.ts'
import type { Calls } from '../runtime/calls.ts'
import { CALL_PATH, accepted, findConversation, params, readCommand, response } from './command.ts'
import type { CommandRequest } from './command.ts'
import { canHandOver } from '../conversation/merging.ts'
import { isCustomerHere } from '../model/parties.ts'
import { isSettled, canSwitch } from '../conversation/setting-aside.ts'
import { createPartyId } from './resolve-target.ts'
import { canSetAside, findOtherCalls, setAsideAll } from './second-call.ts'

/** An agent's two calls: switching between them, and merging them. */
export function secondCallRoutes({ calls }: { readonly calls: Calls }): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(`${CALL_PATH}/switch`, { schema: { params, response } }, async (request, reply) =>
      switchTo(readCommand(calls, request, reply)),
    )
    app.post(
      `${CALL_PATH}/merge`,
      { schema: { params, body: mergeRequest, response } },
      async (request, reply) => merge(readCommand(calls, request, reply), request.body.callId),
    )
  }
}

/** The other calls first, so that nobody hears the agent in two conversations. */
async function switchTo(request: CommandRequest) {
  const { calls, callId, reply } = request
  const by = request.agent.identity
  const call = findConversation(request)
  if (typeof call === 'string') return sendFailure(reply, call)
  const others = findOtherCalls(calls, by, callId)
  if (!others.every((other) => isIn(other, 'active')))
    return sendFailure(reply, 'already-on-a-call')
  if (!canSwitch(call, by) || !canSetAside(others, by))
    return sendFailure(reply, 'transfer-under-way')
  await setAsideAll(calls, others, by)
  await calls.dispatch(callId, { kind: 'resume-requested', by })
  return accepted
}

async function merge(request: CommandRequest, otherId: string) {
  const { calls, callId, reply } = request
  const by = request.agent.identity
  const into = findConversation(request)
  if (typeof into === 'string') return sendFailure(reply, into)
  const other = findConversation({ ...request, callId: otherId })
  if (typeof other === 'string') return sendFailure(reply, other)
  if (otherId === callId) return sendFailure(reply, 'invalid-request')
  const coming = into.phase.parties.some(isMovingHere)
  if (coming || !isSettled(into) || !isSettled(other)) {
    return sendFailure(reply, 'transfer-under-way')
  }
  if (into.customer.identity !== null || !isCustomerHere(into) || !canHandOver(other, by)) {
    return sendFailure(reply, 'invalid-request', 'these two cannot be merged')
  }
  const partyId = createPartyId()
  await calls.dispatch(otherId, { kind: 'merge-requested', by, into: callId, partyId })
  return accepted
}
