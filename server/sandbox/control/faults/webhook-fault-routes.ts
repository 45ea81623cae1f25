import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { WebhookFaults } from '../../webhooks/faulty-sender.ts'
import { parse } from '../control-error.ts'
import { oddsFields, oddsOf } from './odds.ts'

const faultBody = z.strictObject({
  path: z.string().startsWith('/').default('/'),
  event: z.string().min(1).nullable().default(null),
  does: z.enum(['drop', 'fail', 'hang', 'delay', 'postpone', 'reorder', 'duplicate']),
  afterMs: z.int().min(0).max(60_000).default(1000),
  status: z.int().min(400).max(599).default(500),
  ...oddsFields,
})

/** `/webhook-faults`: losing, delaying, reordering and repeating what Twilio sends. */
export function mountWebhookFaultRoutes(app: FastifyInstance, faults: WebhookFaults): void {
  app.get('/webhook-faults', (_request, reply) => reply.send({ faults: faults.list() }))
  app.post('/webhook-faults', (request, reply) => {
    const body = parse(faultBody, request.body)
    faults.add({ ...body, ...oddsOf(body) })
    return reply.status(201).send({ faults: faults.list() })
  })
  app.delete('/webhook-faults', (_request, reply) => {
    faults.clear()
    return reply.status(204).send()
  })
}
