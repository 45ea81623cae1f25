import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { RestFault, RestFaults } from '../../http/rest-faults.ts'
import { parse } from '../control-error.ts'
import { oddsFields, oddsOf } from './odds.ts'

const faultBody = z
  .strictObject({
    does: z.enum(['fail', 'hang', 'delay', 'ignore']).default('fail'),
    method: z.enum(['GET', 'POST', 'DELETE']).nullable().default(null),
    path: z.string().startsWith('/').default('/'),
    param: z.string().min(1).nullable().default(null),
    status: z.int().min(400).max(599).default(500),
    code: z.int().optional(),
    afterMs: z.int().min(0).max(60_000).default(1000),
    afterwards: z.boolean().default(false),
    ...oddsFields,
  })
  .refine(({ does, param }) => does !== 'ignore' || param !== null, {
    path: ['param'],
    error: 'Say which parameter is ignored.',
  })

/** Docs: api/errors/20429, api/errors/20500. */
const codeOf = (status: number) => (status === 429 ? 20429 : 20500)

/** `/rest-faults`: making the REST API fail. */
export function mountRestFaultRoutes(app: FastifyInstance, faults: RestFaults): void {
  app.get('/rest-faults', (_request, reply) => reply.send({ faults: faults.list() }))
  app.post('/rest-faults', (request, reply) => {
    faults.add(faultOf(parse(faultBody, request.body)))
    return reply.status(201).send({ faults: faults.list() })
  })
  app.delete('/rest-faults', (_request, reply) => {
    faults.clear()
    return reply.status(204).send()
  })
}

function faultOf(body: z.infer<typeof faultBody>): RestFault {
  return { ...body, ...oddsOf(body), code: body.code ?? codeOf(body.status) }
}
