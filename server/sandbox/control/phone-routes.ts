import type { FastifyInstance } from 'fastify'
import { z } from 'zod'

import { encodeWav } from '../media/wav.ts'
import { behaviourSchema, numberSchema } from '../network/behaviour.ts'
import type { TelephoneNetwork } from '../network/network.ts'
import { parsed, valueOf } from './control-error.ts'

const phoneBody = z.strictObject({
  number: numberSchema,
  behaviour: behaviourSchema.prefault({}),
})
const phonePath = z.object({ number: numberSchema })
const dialBody = z.strictObject({ to: numberSchema })
const digitsBody = z.strictObject({
  digits: z
    .string()
    .regex(/^[0-9*#A-Dw]+$/u, 'Digits are 0-9, *, #, A-D, and w for half a second.'),
})

/** `/phones`: making simulated telephones, using them, and asking what they hear. */
export function mountPhoneRoutes(app: FastifyInstance, network: TelephoneNetwork): void {
  app.post('/phones', async (request, reply) => {
    const { number, behaviour } = parsed(phoneBody, request.body)
    return reply.status(201).send(valueOf(await network.make(number, behaviour)))
  })

  app.get('/phones', (_request, reply) => reply.send({ phones: network.list() }))

  app.get('/phones/:number', (request, reply) =>
    reply.send(valueOf(network.view(numberIn(request.params)))),
  )

  app.delete('/phones/:number', (request, reply) => {
    valueOf(network.remove(numberIn(request.params)))
    return reply.status(204).send()
  })

  app.post('/phones/:number/dial', (request, reply) => {
    const { to } = parsed(dialBody, request.body)
    return reply.status(202).send(valueOf(network.dial(numberIn(request.params), to)))
  })

  app.post('/phones/:number/answer', (request, reply) => {
    const number = numberIn(request.params)
    valueOf(network.answer(number))
    return reply.send(valueOf(network.view(number)))
  })

  app.post('/phones/:number/hangup', (request, reply) => {
    const number = numberIn(request.params)
    valueOf(network.hangUp(number))
    return reply.send(valueOf(network.view(number)))
  })

  app.post('/phones/:number/digits', (request, reply) => {
    const number = numberIn(request.params)
    const { digits } = parsed(digitsBody, request.body)
    valueOf(network.press(number, digits))
    return reply.send(valueOf(network.view(number)))
  })

  app.get('/phones/:number/heard.wav', (request, reply) => {
    const samples = valueOf(network.heard(numberIn(request.params)))
    return reply.type('audio/wav').send(Buffer.from(encodeWav(samples)))
  })
}

/** The number in the address: percent-encoded, or plain with its plus sign. */
function numberIn(params: unknown): string {
  return parsed(phonePath, params).number
}
