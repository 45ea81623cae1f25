import { z } from 'zod'

/** What the renderer's SDKs need to reach Twilio, or the sandbox in its place. */
export const twilioAccess = z.object({
  /** A Twilio AccessToken with VoiceGrant and TaskRouterGrant, good for minutes. */
  token: z.string(),
  expiresAt: z.iso.datetime(),
  identity: z.string(),
  workerSid: z.string(),
  /** Absent with Twilio itself: the SDKs then use their own defaults. */
  endpoints: z
    .object({
      /** `host:port` of Voice signalling, spoken in plain `ws:`; only ever a loopback address. */
      signalling: z.string(),
      eventBridge: z.object({ http: z.url(), ws: z.url() }),
    })
    .optional(),
})
export type TwilioAccess = z.infer<typeof twilioAccess>
