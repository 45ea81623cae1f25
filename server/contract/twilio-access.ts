import { z } from 'zod'

/** What the desk's SDKs need to reach Twilio, or the sandbox in its place. */
export const twilioAccess = z.object({
  /** A Twilio AccessToken with VoiceGrant and TaskRouterGrant, good for minutes. */
  token: z.string(),
  expiresAt: z.iso.datetime(),
  identity: z.string(),
  workerSid: z.string(),
  /** Absent with Twilio: the SDKs use their defaults. */
  endpoints: z
    .object({
      /** `host:port` of Voice signalling, over plain `ws:`; always a loopback address. */
      signalling: z.string(),
      eventBridge: z.object({ http: z.url(), ws: z.url() }),
    })
    .optional(),
})
export type TwilioAccess = z.infer<typeof twilioAccess>
