import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { agentOf } from '../auth/bearer.ts'
import { accepted } from '../contract/commands.ts'
import type { ErrorCode } from '../contract/errors.ts'
import { sendFailure } from '../http/failure.ts'
import type { Result } from '../contract/result.ts'
import { wrapUpDraftRequest } from '../contract/wrap-up-draft.ts'
import type { WrapUps } from './wrap-ups.ts'

const params = z.strictObject({ callId: z.string().min(1).max(100) })
const BASE = '/api/wrap-ups/:callId'

/** After-call work, for the agent whose call it was. */
export function wrapUpRoutes(wrapUps: WrapUps): FastifyPluginAsyncZod {
  return async (app) => {
    const response = { 200: accepted }
    const draft = { schema: { params, body: wrapUpDraftRequest, response } }
    app.put(`${BASE}/draft`, draft, async (request, reply) => {
      const { identity } = agentOf(request)
      return answer(reply, await wrapUps.saveDraft(identity, request.params.callId, request.body))
    })
    app.post(`${BASE}/extend`, { schema: { params, response } }, async (request, reply) => {
      const { identity } = agentOf(request)
      return answer(reply, await wrapUps.extend(identity, request.params.callId))
    })
    app.post(`${BASE}/complete`, draft, async (request, reply) => {
      const { identity } = agentOf(request)
      return answer(reply, await wrapUps.complete(identity, request.params.callId, request.body))
    })
  }
}

function answer(reply: FastifyReply, outcome: Result<null, ErrorCode>) {
  return outcome.ok ? ({ accepted: true } as const) : sendFailure(reply, outcome.failure)
}
