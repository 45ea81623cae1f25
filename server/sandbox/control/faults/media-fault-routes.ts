import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { anySeed } from '../../chance.ts'
import type { Call } from '../../telephony/call/call.ts'
import type { MediaFaults } from '../../telephony/call/media-faults.ts'
import { ControlError, parse } from '../control-error.ts'
import { oddsFields } from './odds.ts'

const faultBody = z.strictObject({
  callSid: z.string().startsWith('CA'),
  does: z.enum(['cut', 'delay', 'lose']),
  direction: z.enum(['inbound', 'outbound', 'both']).default('both'),
  percent: z.number().gt(0).max(100).default(10),
  delayMs: z.int().min(20).max(10_000).default(500),
  forMs: z.int().min(1).max(3_600_000).nullable().default(null),
  seed: oddsFields.seed,
})

/** `/media-faults`: cutting, delaying and losing the audio of one party of a call. */
export function mountMediaFaultRoutes(
  app: FastifyInstance,
  deps: { readonly faults: MediaFaults; readonly call: (sid: string) => Call | null },
): void {
  const { faults } = deps
  app.get('/media-faults', (_request, reply) => reply.send({ faults: faults.list() }))
  app.post('/media-faults', (request, reply) => {
    const { forMs, ...body } = parse(faultBody, request.body)
    const call = deps.call(body.callSid)
    if (!call || !faults.add(call, { ...body, seed: body.seed ?? anySeed() }, forMs)) {
      throw new ControlError('no-call', `${body.callSid} is no call in progress.`)
    }
    return reply.status(201).send({ faults: faults.list() })
  })
  app.delete('/media-faults', (_request, reply) => {
    faults.clear()
    return reply.status(204).send()
  })
}
