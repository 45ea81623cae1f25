import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { SIGNS_WITH } from '../webhooks/signing.ts'
import type { WebhookSigning } from '../webhooks/signing.ts'
import { parse } from './control-error.ts'

const signingBody = z.strictObject({ with: z.enum(SIGNS_WITH) })

/** `/signing`: what webhooks and stream handshakes are signed with from now on. */
export function mountSigningRoutes(app: FastifyInstance, signing: WebhookSigning): void {
  app.get('/signing', (_request, reply) => reply.send({ with: signing.current }))
  app.post('/signing', (request, reply) => {
    signing.change(parse(signingBody, request.body).with)
    return reply.send({ with: signing.current })
  })
}
