import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { CONFERENCE_CHOICES } from '../telephony/conference/conference-settings.ts'
import type { ConferenceSettings } from '../telephony/conference/conference-settings.ts'
import type { VoiceServices } from '../telephony/services.ts'
import { parse } from './control-error.ts'

const choices = CONFERENCE_CHOICES

/** Every switch, so that one which is missing does not compile. */
const switches = {
  conferenceStart: z.enum(choices.conferenceStart),
  waitFile: z.enum(choices.waitFile),
  restInInit: z.enum(choices.restInInit),
  initInLists: z.enum(choices.initInLists),
  waitUrlChange: z.enum(choices.waitUrlChange),
  callbacksOf: z.enum(choices.callbacksOf),
  endOrder: z.enum(choices.endOrder),
  ringKeepsConference: z.boolean(),
  announceToHeld: z.enum(choices.announceToHeld),
} satisfies { readonly [Name in keyof ConferenceSettings]: z.ZodType<ConferenceSettings[Name]> }

const settings = z.strictObject(switches)
const someSettings = z.record(z.string(), z.unknown())

/** `/settings`: what Twilio does where sources conflict or are silent. A reset brings back what its pages say. */
export function mountSettingsRoutes(
  app: FastifyInstance,
  { conferences }: Pick<VoiceServices, 'conferences'>,
): void {
  app.get('/settings', (_request, reply) => reply.send(conferences.settings))
  app.post('/settings', (request, reply) => {
    const changes = parse(someSettings, request.body)
    conferences.settings = parse(settings, { ...conferences.settings, ...changes })
    return reply.send(conferences.settings)
  })
}
