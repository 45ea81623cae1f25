import type { FastifyInstance } from 'fastify'
import type { Logger } from '../log/logger.ts'
import type { Secret } from '../config/secret.ts'
import { isSignedByTwilio } from '../twilio/signature.ts'

/** Unsigned requests from one address that are told of, per minute. What Twilio has signed is not counted. */
const STRANGERS = { max: 30, timeWindow: 60_000 }

/** Nothing registered on `app` runs for a request that Twilio has not signed for our public address. */
export function requireSignature(
  app: FastifyInstance,
  deps: { readonly authToken: Secret; readonly log: Logger; publicUrl(): string },
): void {
  const strangers = app.createRateLimit(STRANGERS)
  app.addHook('preValidation', async (request, reply) => {
    const header = request.headers['x-twilio-signature']
    const signed = isSignedByTwilio(deps.authToken, {
      signature: typeof header === 'string' ? header : undefined,
      url: `${deps.publicUrl()}${request.url}`,
      params: isRecord(request.body) ? request.body : {},
    })
    if (signed) return undefined
    // A flood of them must not fill the log.
    const counted = await strangers(request)
    if (!counted.isAllowed && counted.isExceeded) return reply.code(429).send()
    deps.log.warn({ path: request.url.split('?', 1)[0] }, 'an unsigned webhook was refused')
    return reply.code(403).type('text/plain').send('the signature does not match')
  })
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
