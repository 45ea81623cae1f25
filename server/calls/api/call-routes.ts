import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { agentOf } from '../../auth/bearer.ts'
import {
  dialReply,
  dialRequest,
  notesRequest,
  paths,
  accepted as acceptedReply,
} from '../../contract/commands.ts'
import { sendFailure } from '../../http/failure.ts'
import type { CallEvent } from '../model/call-event.ts'
import { accepted, runAgentCommand } from './command.ts'
import type { Calls } from '../runtime/calls.ts'
import { dial } from './dial.ts'
import type { DialDeps } from './dial.ts'

const params = z.strictObject({ callId: z.string().min(1).max(100) })

/** The agent's commands. The answer says that a command was accepted; a later snapshot confirms it. */
export function callRoutes(deps: DialDeps & { readonly calls: Calls }): FastifyPluginAsyncZod {
  return async (app) => {
    const { calls } = deps
    app.post(
      paths.calls,
      { schema: { body: dialRequest, response: { 200: dialReply } } },
      async (request, reply) => {
        const outcome = await dial(deps, agentOf(request), request.body)
        if (outcome.ok) return outcome.value
        return sendFailure(reply, outcome.failure.code, outcome.failure.message)
      },
    )
    const own: readonly [string, (by: string) => CallEvent][] = [
      [`${paths.calls}/:callId/hang-up`, (by) => ({ kind: 'hang-up-requested', by })],
      [`${paths.calls}/:callId/leave`, (by) => ({ kind: 'leave-requested', by })],
    ]
    for (const [path, event] of own) {
      app.post(
        path,
        { schema: { params, response: { 200: acceptedReply } } },
        async (request, reply) => {
          const agent = agentOf(request)
          return runAgentCommand({ calls, agent, callId: request.params.callId, reply }, () =>
            event(agent.identity),
          )
        },
      )
    }
    app.put(
      `${paths.calls}/:callId/notes`,
      { schema: { params, body: notesRequest, response: { 200: acceptedReply } } },
      async (request, reply) => {
        const { notes } = request.body
        const { callId } = request.params
        const commandRequest = { calls, agent: agentOf(request), callId, reply }
        const answer = await runAgentCommand(commandRequest, () => ({
          kind: 'notes-written',
          notes,
        }))
        // The call may have ended before its turn: then the notes were not written.
        const written = calls.find(callId)?.notes === notes
        return answer === accepted && !written ? sendFailure(reply, 'call-ended') : answer
      },
    )
  }
}
