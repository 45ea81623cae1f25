import { z } from 'zod'
import { musicReport, musicSetting } from './music.ts'

/** The account's SID and its auth token, because a standard API key cannot make keys. */
const credentials = z.strictObject({ accountSid: z.string(), authToken: z.string() })

/** One resource at Twilio, and what is or was done with it. */
export const setupStep = z.object({
  kind: z.enum(['create', 'change', 'keep', 'remove']),
  what: z.enum(['workspace', 'activity', 'queue', 'workflow', 'application', 'api-key', 'number']),
  name: z.string(),
})
export type SetupStep = z.infer<typeof setupStep>

/** What the server needs to know of an account that has been set up. It has a secret in it. */
export const setUpAccount = z.object({
  workspaceSid: z.string(),
  workflowSid: z.string(),
  twimlAppSid: z.string(),
  apiKeySid: z.string(),
  apiKeySecret: z.string(),
  callerIds: z.array(z.string()),
})
export type SetUpAccount = z.infer<typeof setUpAccount>

export const setupRequest = z.strictObject({
  action: z.enum(['look', 'apply', 'remove']),
  credentials,
  /** The key that an earlier `apply` made; Twilio shows its secret only once. */
  apiKey: z.strictObject({ sid: z.string(), secret: z.string() }).nullable(),
  /** Numbers of the account that lead to this server. */
  numbers: z.array(z.string()),
  /** Where Twilio reaches the server; null: the server sets the webhooks when it starts. */
  publicUrl: z.string().nullable(),
  /** As in `CORDBOARD_MUSIC`; empty for Twilio's own music. */
  music: musicSetting,
  /** In place of Twilio's own hosts; for a sandbox. */
  baseUrl: z.url().nullable(),
})
export type SetupRequest = z.infer<typeof setupRequest>

export const setupFailureCode = z.enum(['wrong-credentials', 'unreachable', 'refused', 'no-number'])
export type SetupFailureCode = z.infer<typeof setupFailureCode>

export const setupReply = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('looked'),
    accountName: z.string(),
    trial: z.boolean(),
    numbers: z.array(z.string()),
    steps: z.array(setupStep),
    /** One of each address. */
    music: z.array(musicReport),
  }),
  z.object({ kind: z.literal('applied'), steps: z.array(setupStep), account: setUpAccount }),
  z.object({ kind: z.literal('removed'), steps: z.array(setupStep) }),
  /** `message` is Twilio's; `done` is what was done before. */
  z.object({
    kind: z.literal('failed'),
    failure: setupFailureCode,
    message: z.string(),
    done: z.array(setupStep),
  }),
])
export type SetupReply = z.infer<typeof setupReply>
