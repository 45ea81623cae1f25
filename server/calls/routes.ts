import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { agentOf } from '../auth/bearer.ts'
import { dialReply, dialRequest, notesRequest, paths } from '../contract/commands.ts'
import { accepted as acceptedReply } from '../contract/commands.ts'
import { sendFailure } from '../http/failure.ts'
import type { CallEvent } from './call-event.ts'
import { legOf } from './call.ts'
import type { Calls } from './calls.ts'
import { dial } from './dial.ts'
import type { DialDeps } from './dial.ts'

const params = z.strictObject({ callId: z.string().min(1).max(100) })
const accepted = { accepted: true } as const

/** The agent's commands. What is answered is that a command was taken; a later snapshot proves it. */
export function callRoutes(deps: DialDeps & { readonly calls: Calls }): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      paths.calls,
      { schema: { body: dialRequest, response: { 200: dialReply } } },
      async (request, reply) => {
        const outcome = await dial(deps, agentOf(request), request.body)
        if (outcome.ok) return outcome.value
        return sendFailure(reply, outcome.failure.code, outcome.failure.message)
      },
    )
    const commands: readonly [string, CallEvent][] = [
      [`${paths.calls}/:callId/hold`, { kind: 'hold-asked', hold: true }],
      [`${paths.calls}/:callId/resume`, { kind: 'hold-asked', hold: false }],
      [`${paths.calls}/:callId/hang-up`, { kind: 'hang-up-asked' }],
    ]
    for (const [path, event] of commands) {
      app.post(
        path,
        { schema: { params, response: { 200: acceptedReply } } },
        async (request, reply) => command(deps.calls, request, reply, event),
      )
    }
    app.put(
      `${paths.calls}/:callId/notes`,
      { schema: { params, body: notesRequest, response: { 200: acceptedReply } } },
      async (request, reply) => {
        const { notes } = request.body
        const answer = await command(deps.calls, request, reply, { kind: 'notes-written', notes })
        // The call may have ended between the keystroke and its turn: then nothing was written.
        const written = deps.calls.find(request.params.callId)?.notes === notes
        return answer === accepted && !written ? sendFailure(reply, 'call-ended') : answer
      },
    )
  }
}

async function command(
  calls: Calls,
  request: FastifyRequest,
  reply: FastifyReply,
  event: CallEvent,
) {
  const { callId } = params.parse(request.params)
  const call = calls.find(callId)
  const mine = call !== null && legOf(call.phase)?.identity === agentOf(request).identity
  if (!mine) return sendFailure(reply, 'not-found')
  if (call.phase.kind === 'ended') return sendFailure(reply, 'call-ended')
  await calls.dispatch(callId, event)
  return accepted
}
