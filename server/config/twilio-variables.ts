import { z } from 'zod'
import type { WebhookSecrets } from '../twilio/signature.ts'
import { Secret } from './secret.ts'
import { listOf } from './variable.ts'

const secret = z
  .string()
  .min(1)
  .transform((text) => new Secret(text))

const sid = (prefix: string) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}[0-9a-fA-F]{32}$`), `is not a SID that begins with ${prefix}`)

const number = z.string().regex(/^\+[1-9]\d{1,14}$/, 'is not an E.164 number')

const access = {
  TWILIO_ACCOUNT_SID: sid('AC'),
  TWILIO_API_KEY_SID: sid('SK'),
  TWILIO_API_KEY_SECRET: secret,
}

/** What every request to an account needs, and no more. */
export const twilioAccess = z.object(access).transform((from) => ({
  accountSid: from.TWILIO_ACCOUNT_SID,
  apiKeySid: from.TWILIO_API_KEY_SID,
  apiKeySecret: from.TWILIO_API_KEY_SECRET,
}))

/** A Twilio account, its webhooks and its hosts aside. */
export const twilioAccount = z
  .object({
    ...access,
    TWILIO_WORKSPACE_SID: sid('WS'),
    TWILIO_WORKFLOW_SID: sid('WW'),
    TWILIO_TWIML_APP_SID: sid('AP'),
    TWILIO_CALLER_IDS: z
      .string()
      .transform((text) => text.split(',').map((part) => part.trim()))
      .pipe(z.tuple([number], number)),
  })
  .transform((from) => ({
    accountSid: from.TWILIO_ACCOUNT_SID,
    apiKeySid: from.TWILIO_API_KEY_SID,
    apiKeySecret: from.TWILIO_API_KEY_SECRET,
    workspaceSid: from.TWILIO_WORKSPACE_SID,
    workflowSid: from.TWILIO_WORKFLOW_SID,
    twimlAppSid: from.TWILIO_TWIML_APP_SID,
    /** The default first. */
    callerIds: from.TWILIO_CALLER_IDS,
  }))

const endpointVariables = z.object({
  TWILIO_BASE_URL: z.url({ error: 'is not a URL' }),
  TWILIO_SIGNALLING: z.string().regex(/^[^/\s:]+:\d+$/, 'is not host:port'),
  TWILIO_EVENT_BRIDGE_HTTP: z.url({ error: 'is not a URL' }),
  TWILIO_EVENT_BRIDGE_WS: z.url({ error: 'is not a URL' }),
})
export const endpointNames = Object.keys(endpointVariables.shape)

/** Other hosts in place of Twilio's: all of them, or none. */
export const twilioEndpoints = endpointVariables.transform((from) => ({
  baseUrl: from.TWILIO_BASE_URL,
  signalling: from.TWILIO_SIGNALLING,
  eventBridge: { http: from.TWILIO_EVENT_BRIDGE_HTTP, ws: from.TWILIO_EVENT_BRIDGE_WS },
}))

const sharedKey = z
  .string()
  .regex(/^[^\s:]+:\S+$/u, 'is not a list of key ids and secrets, id:secret')
  .transform((text): [string, Secret] => {
    const colon = text.indexOf(':')
    return [text.slice(0, colon), new Secret(text.slice(colon + 1))]
  })

/** What Twilio may sign webhooks with: at least one of the two, and more of each while it is rotated. */
export const webhookSecrets = z
  .object({ TWILIO_AUTH_TOKEN: listOf(secret), TWILIO_WEBHOOK_KEYS: listOf(sharedKey) })
  .refine((from) => from.TWILIO_AUTH_TOKEN.length + from.TWILIO_WEBHOOK_KEYS.length > 0, {
    path: ['TWILIO_AUTH_TOKEN or TWILIO_WEBHOOK_KEYS'],
  })
  .transform((from): WebhookSecrets => ({
    authTokens: from.TWILIO_AUTH_TOKEN,
    sharedKeys: new Map(from.TWILIO_WEBHOOK_KEYS),
  }))
