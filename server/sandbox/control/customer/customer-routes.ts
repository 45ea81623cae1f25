import type { FastifyInstance } from 'fastify'
import { z } from 'zod'

import { numberSchema } from '../../network/behaviour.ts'
import type { CustomerLine } from './customer-phone.ts'
import type { CustomerLines } from './customer-phones.ts'
import { parsed } from '../control-error.ts'

const openBody = z.strictObject({ number: numberSchema.optional() })
const linePath = z.object({ line: z.string().min(1) })
const dialBody = z.strictObject({ to: numberSchema, sdp: z.string().min(1) })
const answerBody = z.strictObject({ sdp: z.string().min(1) })
const digitsBody = z.strictObject({ digits: z.string().regex(/^[0-9*#]+$/u) })

/** What the customer page asks of the server: whom to call, a line, its events, and the call on it. */
export function mountCustomerRoutes(
  app: FastifyInstance,
  lines: CustomerLines,
  centreNumbers: readonly string[],
): void {
  app.get('/customer/centre', (_request, reply) => reply.send({ numbers: centreNumbers }))

  app.post('/customer/lines', (request, reply) =>
    reply.status(201).send(lines.open(parsed(openBody, request.body).number)),
  )

  app.get('/customer/lines/:line/events', (request, reply) => {
    const stop = lines.watch(parsed(linePath, request.params).line, (view) => {
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

  app.delete('/customer/lines/:line', async (request, reply) => {
    await lines.remove(parsed(linePath, request.params).line)
    return reply.status(204).send()
  })

  app.post('/customer/lines/:line/dial', async (request, reply) => {
    const { to, sdp } = parsed(dialBody, request.body)
    return reply.status(202).send(await line(request.params).dial(to, sdp))
  })

  app.post('/customer/lines/:line/answer', async (request, reply) => {
    const { sdp } = parsed(answerBody, request.body)
    return reply.send(await line(request.params).answer(sdp))
  })

  app.post('/customer/lines/:line/hangup', (request, reply) => {
    line(request.params).hangUp()
    return reply.status(204).send()
  })

  app.post('/customer/lines/:line/digits', (request, reply) => {
    line(request.params).press(parsed(digitsBody, request.body).digits)
    return reply.status(204).send()
  })

  function line(params: unknown): CustomerLine {
    return lines.find(parsed(linePath, params).line)
  }
}
