import type { TwilioSettings } from '../config/config.ts'
import { createTwilioClient } from './client.ts'
import type { TwilioGateway } from './gateway.ts'
import { guardGateway } from './guard-gateway.ts'
import { provision } from './provisioning.ts'
import { recordingGateway } from './recording-gateway.ts'
import { taskRouterGateway } from './taskrouter-gateway.ts'
import { voiceGateway } from './voice-gateway.ts'

/** The gateway to a Twilio account, or to whatever answers at its endpoints. */
export function createTwilioGateway(settings: TwilioSettings): TwilioGateway {
  const client = createTwilioClient(settings)
  return {
    ...voiceGateway(client),
    ...recordingGateway(client),
    ...taskRouterGateway(client, settings),
    ...guardGateway(client, settings.workspaceSid),
    provision: (urls) => provision(client, settings, urls),
  }
}
