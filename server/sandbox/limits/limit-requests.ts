import type { FastifyInstance } from 'fastify'
import { RestError } from '../http/rest-error.ts'
import type { AccountLimits } from './account-limits.ts'

const REST = /^\/(?:api|monitor|taskrouter)\//u

/** Refuses requests above the limit of concurrent requests. Docs: api/errors/20429. */
export function limitRequests(app: FastifyInstance, limits: AccountLimits): void {
  let underWay = 0
  app.addHook('onRequest', async (request, reply) => {
    if (!REST.test(request.url)) return
    const { concurrentRequests } = limits.current
    if (concurrentRequests !== null && underWay >= concurrentRequests) {
      throw new RestError(429, 20429, 'Too Many Requests')
    }
    underWay += 1
    // Answered, or closed by the client.
    reply.raw.once('close', () => {
      underWay -= 1
    })
  })
}
