import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Clock } from '../../clock.ts'
import { webhookPaths } from '../../twilio/urls.ts'
import type { WebhookAnswers } from './answers-store.ts'

/** They change nothing. */
const READ_ONLY: ReadonlySet<string> = new Set([webhookPaths.moment, webhookPaths.keys])

/**
 * A webhook that comes a second time gets the first answer and does nothing. All of Twilio's tries of one webhook have one
 * token. A second one waits while the first is still at work. An answer that says that we failed is not kept, so that the next
 * try is a new chance.
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
        await answers.keep(key, answer, clock.now(), speechForm.safeParse(request.body).success)
      }
    } finally {
      underWay.get(key)?.end()
      underWay.delete(key)
    }
    return payload
  })
}

/** The token is not signed. With the address in the key, one webhook's token gives no answer of another. */
function keyOf({ method, url, headers }: FastifyRequest): string | null {
  const token = headers['i-twilio-idempotency-token']
  const [path = url] = url.split('?', 1)
  if (method !== 'POST' || typeof token !== 'string' || READ_ONLY.has(path)) return null
  return `${token} ${url}`
}

/** Too many for the disk. `SequenceNumber` shows a repeated one, too. */
const speechForm = z.looseObject({
  StatusCallbackEvent: z.enum(['participant-speech-start', 'participant-speech-stop']),
})
