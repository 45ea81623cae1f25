import type { FastifyInstance } from 'fastify'
import { z } from 'zod'

import { encodeWav } from '../media/wav.ts'
import { behaviourSchema, numberSchema, shownSchema } from '../network/behaviour.ts'
import type { TelephoneNetwork } from '../network/network.ts'
import { parse, valueOrThrow } from './control-error.ts'

const phoneBody = z.strictObject({
  number: numberSchema,
  behaviour: behaviourSchema.prefault({}),
})
const phonePath = z.object({ number: numberSchema })
const dialBody = z.strictObject({ to: numberSchema, ...shownSchema })
const digitsBody = z.strictObject({
  digits: z
    .string()
    .regex(/^[0-9*#A-Dw]+$/u, 'Digits are 0-9, *, #, A-D, and w for half a second.'),
})

/** `/phones`: making simulated telephones, using them, and asking what they hear. */
export function mountPhoneRoutes(app: FastifyInstance, network: TelephoneNetwork): void {
  app.post('/phones', async (request, reply) => {
    const { number, behaviour } = parse(phoneBody, request.body)
    return reply.status(201).send(valueOrThrow(await network.make(number, behaviour)))
  })

  app.get('/phones', (_request, reply) => reply.send({ phones: network.list() }))

  app.get('/phones/:number', (request, reply) =>
    reply.send(valueOrThrow(network.view(numberIn(request.params)))),
  )

  app.delete('/phones/:number', (request, reply) => {
    valueOrThrow(network.remove(numberIn(request.params)))
    return reply.status(204).send()
  })

  app.post('/phones/:number/dial', (request, reply) => {
    const { to, ...shown } = parse(dialBody, request.body)
    return reply.status(202).send(valueOrThrow(network.dial(numberIn(request.params), to, shown)))
  })

  app.post('/phones/:number/answer', (request, reply) => {
    const number = numberIn(request.params)
    valueOrThrow(network.answer(number))
    return reply.send(valueOrThrow(network.view(number)))
  })

  app.post('/phones/:number/hangup', (request, reply) => {
    const number = numberIn(request.params)
    valueOrThrow(network.hangUp(number))
    return reply.send(valueOrThrow(network.view(number)))
  })

  app.post('/phones/:number/digits', (request, reply) => {
    const number = numberIn(request.params)
    const { digits } = parse(digitsBody, request.body)
    valueOrThrow(network.press(number, digits))
    return reply.send(valueOrThrow(network.view(number)))
  })

  app.get('/phones/:number/heard.wav', (request, reply) => {
    const samples = valueOrThrow(network.heardSamples(numberIn(request.params)))
    return reply.type('audio/wav').send(Buffer.from(encodeWav(samples)))
  })
}

/** The number in the address: percent-encoded, or plain with its plus sign. */
function numberIn(params: unknown): string {
  return parse(phonePath, params).number
}
