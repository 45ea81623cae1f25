import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from '../log/logger.ts'
import { isSignedByTwilio } from '../twilio/signature.ts'
import type { WebhookSecrets } from '../twilio/signature.ts'

/** Lets in what Twilio has signed for our public address. */
export function admitTwilio(
  deps: { readonly secrets: WebhookSecrets; readonly log: Logger; publicUrl(): string },
  request: FastifyRequest,
  reply: FastifyReply,
): 'admitted' | 'refused' {
  const signed = isSignedByTwilio(deps.secrets, {
    signature: headerOf(request, 'x-twilio-signature'),
    settings: headerOf(request, 'x-twilio-webhooks-signature-settings'),
    url: `${deps.publicUrl()}${request.url}`,
    params: isRecord(request.body) ? request.body : {},
  })
  if (signed) return 'admitted'
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
