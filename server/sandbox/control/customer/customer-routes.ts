import type { FastifyInstance } from 'fastify'
import { z } from 'zod'

import { numberSchema, shownSchema } from '../../network/behaviour.ts'
import type { CustomerPhone } from './customer-phone.ts'
import type { CustomerPhones } from './customer-phones.ts'
import { whatIsHeard } from './what-is-heard.ts'
import { parse } from '../control-error.ts'
import type { Link } from '../links.ts'
import type { VoiceServices } from '../../telephony/services.ts'

const openBody = z.strictObject({ number: numberSchema.optional() })
const phonePath = z.object({ phone: z.string().min(1) })
const dialBody = z.strictObject({ to: numberSchema, sdp: z.string().min(1), ...shownSchema })
const answerBody = z.strictObject({ sdp: z.string().min(1) })
const digitsBody = z.strictObject({ digits: z.string().regex(/^[0-9*#]+$/u) })

/** What a customer can know of the contact centre, and where its phones are. */
export interface Centre {
  /** Its own numbers; the page offers the first. */
  readonly numbers: readonly string[]
  /** How many Workers calls can reach. */
  readonly available: number
  readonly links: readonly Link[]
}

export interface CustomerRoutesDeps {
  readonly phones: CustomerPhones
  readonly centre: () => Centre
  readonly voice: Pick<VoiceServices, 'calls' | 'conferences'>
}

/** What the customer page asks for: the centre, a telephone, its events, its call, and what is heard in it. */
export function mountCustomerRoutes(
  app: FastifyInstance,
  { phones, centre, voice }: CustomerRoutesDeps,
): void {
  app.get('/customer/centre', (_request, reply) => reply.send(centre()))

  app.post('/customer/phones', (request, reply) =>
    reply.status(201).send(phones.open(parse(openBody, request.body).number)),
  )

  app.get('/customer/phones/:phone/events', (request, reply) => {
    const stop = phones.watch(parse(phonePath, request.params).phone, (view) => {
      if (!reply.raw.headersSent) {
        reply.hijack()
        reply.raw.writeHead(200, {
          'content-type': 'text/event-stream',
          'cache-control': 'no-store',
        })
      }
      reply.raw.write(`data: ${JSON.stringify({ number: view.number, call: view.call })}\n\n`)
    })
    reply.raw.on('close', stop)
  })

  app.get('/customer/phones/:phone/heard', (request, reply) => {
    const { call, hears } = phone(request.params).view()
    const heard = whatIsHeard(call === null ? null : voice.calls.get(call.callSid), voice)
    return reply.send({ heard, dbfs: hears.dbfs })
  })

  app.delete('/customer/phones/:phone', async (request, reply) => {
    await phones.remove(parse(phonePath, request.params).phone)
    return reply.status(204).send()
  })

  app.post('/customer/phones/:phone/dial', async (request, reply) => {
    const { to, sdp, ...shown } = parse(dialBody, request.body)
    return reply.status(202).send(await phone(request.params).dial(to, sdp, shown))
  })

  app.post('/customer/phones/:phone/answer', async (request, reply) => {
    const { sdp } = parse(answerBody, request.body)
    return reply.send(await phone(request.params).answer(sdp))
  })

  app.post('/customer/phones/:phone/hangup', (request, reply) => {
    phone(request.params).hangUp()
    return reply.status(204).send()
  })

  app.post('/customer/phones/:phone/digits', (request, reply) => {
    phone(request.params).press(parse(digitsBody, request.body).digits)
    return reply.status(204).send()
  })

  function phone(params: unknown): CustomerPhone {
    return phones.find(parse(phonePath, params).phone)
  }
}
