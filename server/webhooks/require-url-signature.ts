import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Guard } from '../guard/guard.ts'
import { SIGNATURE } from '../twilio/url-signatures.ts'
import type { UrlSignatures } from '../twilio/url-signatures.ts'

/** Routes on `app` refuse a query that names a call, unless the server has made it. */
export function requireUrlSignature(
  app: FastifyInstance,
  deps: {
    readonly urlSignatures: UrlSignatures
    readonly guard: Pick<Guard, 'alarms'>
  },
): void {
  app.addHook('preHandler', async (request, reply) => {
    const [path = '', search = ''] = request.url.split('?', 2)
    const query = Object.fromEntries(new URLSearchParams(search))
    if (query['callId'] === undefined) return undefined
    const signature = query[SIGNATURE]
    if (signature !== undefined && isSame(signature, deps.urlSignatures.of(path, query)))
      return undefined
    deps.guard.alarms.raise('foreign-callback', { path })
    return reply.code(403).type('text/plain').send('the address is not one of ours')
  })
}

function isSame(one: string, other: string): boolean {
  const [first, second] = [Buffer.from(one), Buffer.from(other)]
  return first.length === second.length && timingSafeEqual(first, second)
}
