import type { TwilioSettings } from '../config/config.ts'
import { acknowledge } from './client.ts'
import type { TwilioClient } from './client.ts'
import type { Answer, WebhookUrls } from './gateway.ts'

/** The TaskRouter events that the server acts on. */
const EVENTS = [
  'task.created',
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
      client.applications(settings.twimlAppSid).update({
        voiceUrl: urls.client,
        voiceMethod: 'POST',
        // A teammate who calls a queue is a caller like one who rang a number.
        statusCallback: urls.callerStatus,
        statusCallbackMethod: 'POST',
      }),
      workspace.workflows(settings.workflowSid).update({ assignmentCallbackUrl: urls.assignment }),
      workspace.update({ eventCallbackUrl: urls.events, eventsFilter: EVENTS }),
      ...settings.callerIds.map((phoneNumber) => pointNumber(client, phoneNumber, urls)),
    ])
  })
}

/** A caller ID that was only verified is not a number of the account; nobody can ring it here. */
async function pointNumber(client: TwilioClient, phoneNumber: string, urls: WebhookUrls) {
  const [number] = await client.incomingPhoneNumbers.list({ phoneNumber, limit: 1 })
  if (number === undefined) return
  await client.incomingPhoneNumbers(number.sid).update({
    voiceUrl: urls.voice,
    voiceMethod: 'POST',
    statusCallback: urls.callerStatus,
    statusCallbackMethod: 'POST',
  })
}
