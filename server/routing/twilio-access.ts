import type { Clock } from '../clock.ts'
import { instant } from '../clock.ts'
import type { TwilioSettings } from '../config/config.ts'
import type { Agent } from '../contract/session.ts'
import type { TwilioAccess } from '../contract/twilio-access.ts'
import { succeed } from '../contract/result.ts'
import { ACCESS_TOKEN_SECONDS, mintAccessToken } from '../twilio/access-token.ts'
import type { Answer } from '../twilio/gateway.ts'
import type { Workers } from './workers.ts'

/** What an agent's SDKs need to reach Twilio. */
export async function twilioAccessFor(
  agent: Agent,
  deps: {
    readonly clock: Clock
    readonly workers: Workers
    readonly twilio: TwilioSettings
  },
): Answer<TwilioAccess> {
  const worker = await deps.workers.ensure(agent)
  if (!worker.ok) return worker
  const { identity } = agent
  const { workerSid } = worker.value
  const { endpoints } = deps.twilio
  const expiresAt = instant(deps.clock.now() + ACCESS_TOKEN_SECONDS * 1000)
  const token = mintAccessToken(deps.twilio, { identity, workerSid })
  const access = { token, expiresAt, identity, workerSid }
  if (endpoints === null) return succeed(access)
  const { signalling, eventBridge } = endpoints
  return succeed({ ...access, endpoints: { signalling, eventBridge: { ...eventBridge } } })
}
