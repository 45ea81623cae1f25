import twilio from 'twilio'
import type { TwilioSettings } from '../config/config.ts'

const { AccessToken } = twilio.jwt

/**
 * Ten minutes: nobody can take back a token, so a Device outlives its session by what is left of it. The desk renews it at
 * half of that, which asks nothing of Twilio and leaves room for a clock that is minutes wrong.
 */
export const ACCESS_TOKEN_SECONDS = 600

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
