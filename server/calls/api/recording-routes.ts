import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { agentOf } from '../../auth/bearer.ts'
import { accepted as acceptedReply, paths, recordingStep } from '../../contract/commands.ts'
import type { Calls } from '../runtime/calls.ts'
import { runAgentCommand } from './command.ts'

const params = z.strictObject({ callId: z.string().min(1).max(100), step: recordingStep })

/** Pauses and resumes the recording; only for the agent of the conversation. */
export function recordingRoutes({ calls }: { readonly calls: Calls }): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      `${paths.calls}/:callId/recording/:step`,
      { schema: { params, response: { 200: acceptedReply } } },
      async (request, reply) => {
        const { callId, step } = request.params
        return runAgentCommand({ calls, agent: agentOf(request), callId, reply }, (call) => {
          const { recording, phase } = call
          const none = recording === null || recording.state === 'failed' || phase.kind !== 'active'
          return none ? 'not-found' : { kind: 'recording-requested', pause: step === 'pause' }
        })
      },
    )
  }
}
