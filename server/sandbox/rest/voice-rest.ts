import type { FastifyInstance } from 'fastify'
import { notFound } from '../http/rest-error.ts'
import type { VoiceServices } from '../telephony/services.ts'
import { pathParam } from './account-scope.ts'
import { accountRoutes } from './accounts.ts'
import { applicationRoutes } from './applications.ts'
import { availableNumberRoutes } from './available-numbers.ts'
import { callerIdRoutes } from './caller-ids.ts'
import { callRoutes } from './calls.ts'
import { conferenceRoutes } from './conferences.ts'
import { keyRoutes } from './keys.ts'
import { userDefinedMessageRoutes } from './messages/user-defined-messages.ts'
import { participantRoutes } from './participants.ts'
import { phoneNumberRoutes } from './phone-numbers.ts'
import { queueRoutes } from './queues.ts'
import { callRecordingRoutes, conferenceRecordingRoutes } from './recordings-of.ts'
import { recordingRoutes } from './recordings.ts'
import { streamRoutes } from './streams.ts'
import { transcriptionRoutes } from './transcriptions.ts'
import { usageRoutes } from './usage-records.ts'

/** The resources of `api.twilio.com`, under `/api/2010-04-01/Accounts/AC…`. */
export function voiceRest(app: FastifyInstance, services: VoiceServices): void {
  void app.register(async (scope) => {
    scope.addHook('preHandler', async (request) => {
      const accountSid = pathParam(request, 'accountSid')
      if (accountSid !== '' && accountSid !== services.accountSid) {
        throw notFound(`/2010-04-01/Accounts/${accountSid}`)
      }
    })
    accountRoutes(scope, services)
    callerIdRoutes(scope, services)
    callRoutes(scope, services)
    conferenceRoutes(scope, services)
    participantRoutes(scope, services)
    phoneNumberRoutes(scope, services)
    applicationRoutes(scope, services)
    keyRoutes(scope, services)
    queueRoutes(scope, services)
    availableNumberRoutes(scope, services)
    usageRoutes(scope, services)
    recordingRoutes(scope, services)
    streamRoutes(scope, services)
    transcriptionRoutes(scope, services)
    userDefinedMessageRoutes(scope, services)
    callRecordingRoutes(scope, services)
    conferenceRecordingRoutes(scope, services)
  })
}
