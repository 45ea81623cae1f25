import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { agentOf } from '../../auth/bearer.ts'
import {
  dialReply,
  dialRequest,
  notesRequest,
  paths,
  recordingStep,
} from '../../contract/commands.ts'
import { sendFailure } from '../../http/failure.ts'
import { CALL_PATH, accepted, params, readCommand, response } from './command.ts'
import { runAgentCommand, sendResult } from './command.ts'
import { dial } from './dial.ts'
import type { DialDeps } from './dial.ts'

/** Commands about a whole call. */
export function callRoutes(deps: DialDeps): FastifyPluginAsyncZod {
  return async (app) => {
    const { calls } = deps
    app.post(
      paths.calls,
      { schema: { body: dialRequest, response: { 200: dialReply } } },
      async (request, reply) => sendResult(reply, await dial(deps, agentOf(request), request.body)),
    )
    for (const step of ['answer', 'hang-up', 'leave'] as const) {
      app.post(`${CALL_PATH}/${step}`, { schema: { params, response } }, async (request, reply) => {
        const command = readCommand(calls, request, reply)
        const event = { kind: `${step}-requested`, by: command.agent.identity } as const
        return runAgentCommand(command, () => event)
      })
    }
    app.put(
      `${CALL_PATH}/notes`,
      { schema: { params, body: notesRequest, response } },
      async (request, reply) => {
        const { notes } = request.body
        const command = readCommand(calls, request, reply)
        const answer = await runAgentCommand(command, () => ({ kind: 'notes-written', notes }))
        // The call may have ended before its turn: then the notes were not written.
        const written = calls.find(command.callId)?.notes === notes
        return answer === accepted && !written ? sendFailure(reply, 'call-ended') : answer
      },
    )
    app.post(
      `${CALL_PATH}/recording/:step`,
      { schema: { params: params.extend({ step: recordingStep }), response } },
      async (request, reply) =>
        runAgentCommand(readCommand(calls, request, reply), ({ recording, phase }) => {
          const none = recording === null || recording.state === 'failed' || phase.kind !== 'active'
          const pause = request.params.step === 'pause'
          return none ? 'not-found' : { kind: 'recording-requested', pause }
        }),
    )
  }
}
