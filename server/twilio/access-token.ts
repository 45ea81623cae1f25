import twilio from 'twilio'
import type { TwilioSettings } from '../config/config.ts'

const { AccessToken } = twilio.jwt

/**
 * Ten minutes: a token cannot be revoked, so a Device works until its token runs out, also after the session. The desk renews
 * it after half of that, which needs no request to Twilio and tolerates a clock that is minutes wrong.
 */
export const ACCESS_TOKEN_SECONDS = 600

/** A token for one agent's Device and Worker. */
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
