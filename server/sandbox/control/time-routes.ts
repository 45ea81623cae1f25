import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { SteeredClock } from '../steered-clock.ts'
import { parse } from './control-error.ts'

/** Ten years: tokens, Tasks and calls are over by then. */
const LONGEST_MS = 10 * 365 * 24 * 3_600_000

const timeBody = z.strictObject({
  frozen: z.boolean().optional(),
  advanceMs: z.int().min(0).max(LONGEST_MS).optional(),
})

/** `/time`: freezing and advancing the sandbox's time. */
export function mountTimeRoutes(app: FastifyInstance, clock: SteeredClock): void {
  const view = () => ({
    now: new Date(clock.now()).toISOString(),
    frozen: clock.frozen,
    waitingTimers: clock.waiting,
  })
  app.get('/time', (_request, reply) => reply.send(view()))
  app.post('/time', async (request, reply) => {
    const { frozen, advanceMs } = parse(timeBody, request.body)
    if (frozen === true) clock.freeze()
    if (advanceMs !== undefined) await clock.advance(advanceMs)
    if (frozen === false) clock.thaw()
    return reply.send(view())
  })
}
