import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { AccountLimits } from '../limits/account-limits.ts'
import { parse } from './control-error.ts'

/** Null: no limit. */
export const callsPerSecond = z.number().min(0.001).max(1000).nullable()
export const concurrentRequests = z.int().min(1).nullable()

const limitsBody = z.strictObject({
  callsPerSecond: callsPerSecond.optional(),
  queuesParticipants: z.boolean().optional(),
  concurrentRequests: concurrentRequests.optional(),
})

/** `/limits`: what the account is granted. */
export function mountLimitRoutes(app: FastifyInstance, limits: AccountLimits): void {
  app.get('/limits', (_request, reply) => reply.send(limits.current))
  app.post('/limits', (request, reply) => {
    const {
      callsPerSecond: calls,
      queuesParticipants,
      concurrentRequests: requests,
    } = parse(limitsBody, request.body)
    limits.change({
      ...(calls !== undefined && { callsPerSecond: calls }),
      ...(queuesParticipants !== undefined && { queuesParticipants }),
      ...(requests !== undefined && { concurrentRequests: requests }),
    })
    return reply.send(limits.current)
  })
}
