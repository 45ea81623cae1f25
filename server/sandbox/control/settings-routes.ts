import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { VoiceServices } from '../telephony/services.ts'
import { parse } from './control-error.ts'

const settingsBody = z.strictObject({
  conferenceStart: z.enum(['second-participant', 'first-starter']).optional(),
})

/** `/settings`: what Twilio does where sources conflict. A reset brings back what its pages say. */
export function mountSettingsRoutes(
  app: FastifyInstance,
  { conferences }: Pick<VoiceServices, 'conferences'>,
): void {
  const view = () => ({ conferenceStart: conferences.startsWith })
  app.get('/settings', (_request, reply) => reply.send(view()))
  app.post('/settings', (request, reply) => {
    const { conferenceStart } = parse(settingsBody, request.body)
    if (conferenceStart !== undefined) conferences.startsWith = conferenceStart
    return reply.send(view())
  })
}
