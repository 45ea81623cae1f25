import type { TwilioSettings } from '../config/config.ts'
import { acknowledge } from './client.ts'
import type { TwilioClient } from './client.ts'
import type { Answer, WebhookUrls } from './gateway.ts'

/** The TaskRouter events that the server acts on. */
const EVENTS = [
  'task.created',
  'worker.activity.update',
  'worker.attributes.update',
  'reservation.created',
  'reservation.accepted',
  'reservation.timeout',
  'reservation.canceled',
  'reservation.rescinded',
  'reservation.rejected',
].join(',')

/** Points the account at this server. Idempotent. */
export function provision(
  client: TwilioClient,
  settings: TwilioSettings,
  urls: WebhookUrls,
): Answer<null> {
  return acknowledge(async () => {
    const workspace = client.taskrouter.v1.workspaces(settings.workspaceSid)
    await Promise.all([
      // A teammate who calls a queue is a caller too.
      client
        .applications(settings.twimlAppSid)
        .update(voiceWebhooks(urls.client, urls.callerStatus)),
      workspace.workflows(settings.workflowSid).update({ assignmentCallbackUrl: urls.assignment }),
      workspace.update({ eventCallbackUrl: urls.events, eventsFilter: EVENTS }),
      ...settings.callerIds.map((phoneNumber) => pointNumber(client, phoneNumber, urls)),
    ])
  })
}

/** Does nothing for a caller ID that is only verified: it is not a number of the account. */
async function pointNumber(client: TwilioClient, phoneNumber: string, urls: WebhookUrls) {
  const [number] = await client.incomingPhoneNumbers.list({ phoneNumber, limit: 1 })
  await number?.update(voiceWebhooks(urls.voice, urls.callerStatus))
}

/** The webhooks of a number or an application. */
export function voiceWebhooks(voiceUrl: string, statusCallback: string) {
  return { voiceUrl, voiceMethod: 'POST', statusCallback, statusCallbackMethod: 'POST' }
}
