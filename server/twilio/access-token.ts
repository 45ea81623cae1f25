import twilio from 'twilio'
import type { TwilioSettings } from '../config/config.ts'

const { AccessToken } = twilio.jwt

/** One hour: a desk refreshes at half of it, and a stolen token dies soon. */
export const ACCESS_TOKEN_SECONDS = 3600

/** A token with which one agent's Device and Worker, and no others, may reach Twilio. */
export function mintAccessToken(
  settings: TwilioSettings,
  agent: { readonly identity: string; readonly workerSid: string },
): string {
  const token = new AccessToken(
    settings.accountSid,
    settings.apiKeySid,
    settings.apiKeySecret.reveal(),
    { identity: agent.identity, ttl: ACCESS_TOKEN_SECONDS },
  )
  token.addGrant(
    new AccessToken.VoiceGrant({
      incomingAllow: true,
      outgoingApplicationSid: settings.twimlAppSid,
    }),
  )
  token.addGrant(
    new AccessToken.TaskRouterGrant({
      workspaceSid: settings.workspaceSid,
      workerSid: agent.workerSid,
      role: 'worker',
    }),
  )
  return token.toJwt()
}
