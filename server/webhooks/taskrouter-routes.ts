import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { assign } from './assign.ts'
import type { WebhookDeps } from './deps.ts'
import { assignmentForm, eventForm } from './schemas.ts'
import { webhookPaths } from '../twilio/urls.ts'
import { onTaskRouterEvent } from './taskrouter-events.ts'

/** TaskRouter's side: which agent it chose, and what happens there by itself. */
export function taskRouterRoutes(deps: WebhookDeps): FastifyPluginAsyncZod {
  const { assignments } = deps
  return async (app) => {
    app.post(
      webhookPaths.assignment,
      { schema: { body: assignmentForm } },
      async (request, reply) => {
        const first = assignments.claim(request.body.ReservationSid)
        return reply.send(first ? await assign(deps, request.body) : {})
      },
    )
    app.post(webhookPaths.events, { schema: { body: eventForm } }, async (request, reply) => {
      await onTaskRouterEvent(deps, request.body)
      return reply.code(204).send()
    })
  }
}
