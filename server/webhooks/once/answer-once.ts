import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Clock } from '../../clock.ts'
import { webhookPaths } from '../../twilio/urls.ts'
import type { WebhookAnswers } from './answers-store.ts'

/** Asked again and again during one call, and nothing is changed by it. */
const READ_ONLY: ReadonlySet<string> = new Set([
  webhookPaths.queueWait,
  webhookPaths.holdMusic,
  webhookPaths.keys,
])

/**
 * A webhook that comes a second time gets the answer of the first, and does nothing. Twilio's tries of one webhook have
 * one token, also where an answer of ours was lost on its way; a second one waits for the first, which may still be at work.
 * An answer that says that we failed is not kept, so that the next try is a new chance.
 * Docs: usage/webhooks/webhooks-connection-overrides (`I-Twilio-Idempotency-Token`).
 */
export function answerOnce(
  app: FastifyInstance,
  { answers, clock }: { readonly answers: WebhookAnswers; readonly clock: Clock },
): void {
  const underWay = new Map<string, { readonly ended: Promise<void>; end(): void }>()
  const owners = new WeakMap<FastifyRequest, string>()

  app.addHook('preHandler', async (request, reply) => {
    const key = keyOf(request)
    if (key === null) return undefined
    for (let first = underWay.get(key); first !== undefined; first = underWay.get(key)) {
      await first.ended
    }
    const { promise: ended, resolve: end } = Promise.withResolvers<void>()
    underWay.set(key, { ended, end })
    owners.set(request, key)
    const known = await answers.find(key)
    if (known === null) return undefined
    if (known.type !== null) reply.type(known.type)
    return reply.code(known.status).send(known.body)
  })

  app.addHook('onSend', async (request, reply, payload) => {
    const key = owners.get(request)
    if (key === undefined) return payload
    try {
      if (reply.statusCode < 500) {
        const type = reply.getHeader('content-type')
        const answer = {
          status: reply.statusCode,
          type: typeof type === 'string' ? type : null,
          body: typeof payload === 'string' ? payload : '',
        }
        await answers.keep(key, answer, clock.now(), isSpeech(request.body))
      }
    } finally {
      underWay.get(key)?.end()
      underWay.delete(key)
    }
    return payload
  })
}

/** The token is in no signature: together with the address, what has one is no key to another. */
function keyOf({ method, url, headers }: FastifyRequest): string | null {
  const token = headers['i-twilio-idempotency-token']
  const [path = url] = url.split('?', 1)
  if (method !== 'POST' || typeof token !== 'string' || READ_ONLY.has(path)) return null
  return `${token} ${url}`
}

/** Too many to be written down; `SequenceNumber` tells a repeated one, too. */
function isSpeech(body: unknown): boolean {
  const event =
    typeof body === 'object' && body !== null && 'StatusCallbackEvent' in body
      ? body.StatusCallbackEvent
      : null
  return event === 'participant-speech-start' || event === 'participant-speech-stop'
}
