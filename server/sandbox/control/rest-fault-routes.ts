import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { RestFaults } from '../http/rest-faults.ts'
import { parsed } from './fault.ts'

const faultBody = z.strictObject({
  method: z.enum(['GET', 'POST', 'DELETE']).nullable().default(null),
  path: z.string().startsWith('/').default('/'),
  status: z.int().min(400).max(599).default(500),
  code: z.int().default(20500),
  afterwards: z.boolean().default(false),
  times: z.int().min(1).max(1_000_000).default(1),
})

/** `/rest-faults`: making the REST API fail. */
export function mountRestFaultRoutes(app: FastifyInstance, faults: RestFaults): void {
  app.get('/rest-faults', (_request, reply) => reply.send({ faults: faults.list() }))
  app.post('/rest-faults', (request, reply) => {
    faults.add(parsed(faultBody, request.body))
    return reply.status(201).send({ faults: faults.list() })
  })
  app.delete('/rest-faults', (_request, reply) => {
    faults.clear()
    return reply.status(204).send()
  })
}
