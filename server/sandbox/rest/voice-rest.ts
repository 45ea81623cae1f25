import type { FastifyInstance } from 'fastify'
import { notFound } from '../http/rest-error.ts'
import type { VoiceServices } from '../telephony/services.ts'
import { pathParam } from './account-scope.ts'
import { accountRoutes } from './accounts.ts'
import { applicationRoutes } from './applications.ts'
import { callRoutes } from './calls.ts'
import { conferenceRoutes } from './conferences.ts'
import { keyRoutes } from './keys.ts'
import { participantRoutes } from './participants.ts'
import { phoneNumberRoutes } from './phone-numbers.ts'
import { queueRoutes } from './queues.ts'
import { recordingRoutes } from './recordings.ts'

/** The resources of `api.twilio.com`, under `/api/2010-04-01/Accounts/AC…`. */
export function voiceRest(app: FastifyInstance, services: VoiceServices): void {
  void app.register(async (scope) => {
    scope.addHook('preHandler', async (request) => {
      const accountSid = pathParam(request, 'accountSid')
      if (accountSid !== services.accountSid) {
        throw notFound(`/2010-04-01/Accounts/${accountSid}`)
      }
    })
    accountRoutes(scope, services)
    keyRoutes(scope, services)
    callRoutes(scope, services)
    conferenceRoutes(scope, services)
    participantRoutes(scope, services)
    phoneNumberRoutes(scope, services)
    applicationRoutes(scope, services)
    queueRoutes(scope, services)
    recordingRoutes(scope, services)
  })
}
