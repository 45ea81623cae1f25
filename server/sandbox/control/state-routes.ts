import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { SandboxState } from '../sandbox-state.ts'
import { parse } from './control-error.ts'

const resetBody = z.strictObject({ keepConfiguration: z.boolean().default(false) })

/** `/snapshot` and `/reset`: everything at once. */
export function mountStateRoutes(app: FastifyInstance, state: SandboxState): void {
  app.get('/snapshot', (_request, reply) => reply.send(state.snapshot()))
  app.post('/reset', async (request, reply) => {
    const { keepConfiguration } = parse(resetBody, request.body)
    await state.reset({ keepsConfiguration: keepConfiguration })
    return reply.status(204).send()
  })
}
