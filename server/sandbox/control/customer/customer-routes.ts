import type { FastifyInstance } from 'fastify'
import { z } from 'zod'

import { numberSchema } from '../../network/behaviour.ts'
import type { CustomerPhone } from './customer-phone.ts'
import type { CustomerPhones } from './customer-phones.ts'
import { parse } from '../control-error.ts'

const openBody = z.strictObject({ number: numberSchema.optional() })
const phonePath = z.object({ phone: z.string().min(1) })
const dialBody = z.strictObject({ to: numberSchema, sdp: z.string().min(1) })
const answerBody = z.strictObject({ sdp: z.string().min(1) })
const digitsBody = z.strictObject({ digits: z.string().regex(/^[0-9*#]+$/u) })

/** What the customer page asks for: the centre's numbers, a telephone, its events, and its call. */
export function mountCustomerRoutes(
  app: FastifyInstance,
  phones: CustomerPhones,
  centreNumbers: readonly string[],
): void {
  app.get('/customer/centre', (_request, reply) => reply.send({ numbers: centreNumbers }))

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

  app.delete('/customer/phones/:phone', async (request, reply) => {
    await phones.remove(parse(phonePath, request.params).phone)
    return reply.status(204).send()
  })

  app.post('/customer/phones/:phone/dial', async (request, reply) => {
    const { to, sdp } = parse(dialBody, request.body)
    return reply.status(202).send(await phone(request.params).dial(to, sdp))
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
