import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { DeadClients } from '../signalling/dead-clients.ts'
import { parse } from './control-error.ts'

const body = z.strictObject({ deadClientSeconds: z.int().min(1).max(300).optional() })

/** `/dead-clients`: how soon a Device without a sign of life loses its call. A reset brings the default back. */
export function mountDeadClientRoutes(
  app: FastifyInstance,
  deadClients: Pick<DeadClients, 'seconds'>,
): void {
  const view = () => ({ deadClientSeconds: deadClients.seconds })
  app.get('/dead-clients', (_request, reply) => reply.send(view()))
  app.post('/dead-clients', (request, reply) => {
    const { deadClientSeconds } = parse(body, request.body)
    if (deadClientSeconds !== undefined) deadClients.seconds = deadClientSeconds
    return reply.send(view())
  })
}
