import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from '../log/logger.ts'
import { isSignedByTwilio } from '../twilio/signature.ts'
import type { WebhookSecrets } from '../twilio/signature.ts'

/** How many unsigned requests from one address are logged, per minute. Signed requests are not counted. */
const STRANGERS = { max: 30, timeWindow: 60_000 }

/** Whether there are too many unsigned requests to log each. Needs `@fastify/rate-limit` on `app`. */
export function countStrangers(
  app: FastifyInstance,
): (request: FastifyRequest) => Promise<boolean> {
  const strangers = app.createRateLimit(STRANGERS)
  return async (request) => {
    const counted = await strangers(request)
    return !counted.isAllowed && counted.isExceeded
  }
}

/** Admits requests that Twilio has signed for our public address. */
export async function admitTwilio(
  deps: {
    readonly secrets: WebhookSecrets
    readonly log: Logger
    publicUrl(): string
    isFlood(request: FastifyRequest): Promise<boolean>
  },
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<'admitted' | 'refused'> {
  const signed = isSignedByTwilio(deps.secrets, {
    signature: headerOf(request, 'x-twilio-signature'),
    settings: headerOf(request, 'x-twilio-webhooks-signature-settings'),
    url: `${deps.publicUrl()}${request.url}`,
    params: isRecord(request.body) ? request.body : {},
  })
  if (signed) return 'admitted'
  if (await deps.isFlood(request)) {
    reply.code(429).send()
    return 'refused'
  }
  deps.log.warn({ path: request.url.split('?', 1)[0] }, 'an unsigned webhook was refused')
  reply.code(403).type('text/plain').send('the signature does not match')
  return 'refused'
}

function headerOf({ headers }: FastifyRequest, name: string): string | undefined {
  const header = headers[name]
  return typeof header === 'string' ? header : undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
