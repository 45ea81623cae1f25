import type { TwilioSettings } from '../config/config.ts'
import { createTwilioClient } from './client.ts'
import type { TwilioGateway } from './gateway.ts'
import { provision } from './provisioning.ts'
import { recordingGateway } from './recording-gateway.ts'
import { taskGateway } from './task-gateway.ts'
import { voiceGateway } from './voice-gateway.ts'
import { workerGateway } from './worker-gateway.ts'

/** The gateway to a Twilio account, or to a sandbox at its endpoints. */
export function createTwilioGateway(settings: TwilioSettings): TwilioGateway {
  const client = createTwilioClient(settings)
  return {
    ...voiceGateway(client),
    ...recordingGateway(client),
    ...taskGateway(client, settings),
    ...workerGateway(client, settings.workspaceSid),
    provision: (urls) => provision(client, settings, urls),
  }
}
