import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from '../log/logger.ts'
import type { Secret } from '../config/secret.ts'
import { isSignedByTwilio } from '../twilio/signature.ts'

/** Lets in what Twilio has signed for our public address. */
export function admitTwilio(
  deps: { readonly authToken: Secret; readonly log: Logger; publicUrl(): string },
  request: FastifyRequest,
  reply: FastifyReply,
): 'admitted' | 'refused' {
  const header = request.headers['x-twilio-signature']
  const signed = isSignedByTwilio(deps.authToken, {
    signature: typeof header === 'string' ? header : undefined,
    url: `${deps.publicUrl()}${request.url}`,
    params: isRecord(request.body) ? request.body : {},
  })
  if (signed) return 'admitted'
  deps.log.warn({ path: request.url.split('?', 1)[0] }, 'an unsigned webhook was refused')
  reply.code(403).type('text/plain').send('the signature does not match')
  return 'refused'
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
