import type { FastifyInstance } from 'fastify'
import type { DebuggerLog } from '../debugger/debugger-log.ts'
import type { WebhookLog } from '../webhooks/webhook-log.ts'
import type { VoiceServices } from '../telephony/services.ts'
import { missing, pathParam } from './account-scope.ts'
import { balanceRoutes } from './account/balance.ts'
import { accountRoutes } from './account/accounts.ts'
import { applicationRoutes } from './numbers/applications.ts'
import { availableNumberRoutes } from './numbers/available-numbers.ts'
import { callerIdRoutes } from './numbers/caller-ids.ts'
import { callEventRoutes } from './calls/events.ts'
import { callNotificationRoutes } from './calls/notifications.ts'
import { callRoutes } from './calls/calls.ts'
import { conferenceRoutes } from './conferences/conferences.ts'
import { keyRoutes } from './account/keys.ts'
import { userDefinedMessageRoutes } from './calls/user-defined-messages.ts'
import { participantRoutes } from './conferences/participants.ts'
import { phoneNumberRoutes } from './numbers/phone-numbers.ts'
import { queueRoutes } from './queues/queues.ts'
import { callRecordingRoutes, conferenceRecordingRoutes } from './recordings/recordings-of.ts'
import { recordingRoutes } from './recordings/recordings.ts'
import { streamRoutes } from './calls/streams.ts'
import { transcriptionRoutes } from './calls/transcriptions.ts'
import { usageRoutes } from './account/usage-records.ts'

/** The resources of `api.twilio.com`, under `/api/2010-04-01/Accounts/AC…`. */
export function voiceRest(
  app: FastifyInstance,
  services: VoiceServices,
  logs: { readonly debuggerLog: DebuggerLog; readonly webhooks: WebhookLog },
): void {
  void app.register(async (scope) => {
    scope.addHook('preHandler', async (request) => {
      const accountSid = pathParam(request, 'accountSid')
      if (accountSid !== '' && accountSid !== services.accountSid) {
        throw missing(request)
      }
    })
    accountRoutes(scope, services)
    balanceRoutes(scope, services)
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
    callNotificationRoutes(scope, services.accountSid, logs.debuggerLog)
    callEventRoutes(scope, services, logs.webhooks)
    callRecordingRoutes(scope, services)
    conferenceRecordingRoutes(scope, services)
  })
}
