import type { FastifyInstance } from 'fastify'
import type { DebuggerLog } from '../debugger/debugger-log.ts'
import type { WebhookLog } from '../webhooks/webhook-log.ts'
import type { VoiceServices } from '../telephony/services.ts'
import { missing, pathParam } from './account-scope.ts'
import { balanceRoutes } from './account/balance.ts'
import { accountRoutes } from './accounts.ts'
import { applicationRoutes } from './applications.ts'
import { availableNumberRoutes } from './available-numbers.ts'
import { callerIdRoutes } from './caller-ids.ts'
import { callEventRoutes } from './call-log/events.ts'
import { callNotificationRoutes } from './call-log/notifications.ts'
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
