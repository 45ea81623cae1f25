import { z } from 'zod'

/** What the server that the desktop brings along runs on; `off` when another server is used. */
export const bundledMode = z.enum(['off', 'sandbox', 'twilio'])
export type BundledMode = z.infer<typeof bundledMode>

/** What a server of this machine can run on. */
export const runningMode = bundledMode.exclude(['off'])
export type RunningMode = z.infer<typeof runningMode>

/** Of the Twilio account, the page gets this much. */
const account = z.strictObject({
  present: z.boolean(),
  endsWith: z.string().max(4).nullable(),
  /** False without a keychain, or with a locked one: the account lasts as long as the program. */
  remembered: z.boolean(),
})

export const bundledFailureCode = z.enum([
  'settings',
  'runtime',
  'port-in-use',
  'database-held',
  'database',
  'twilio',
  'tunnel',
  'sandbox',
  'credentials',
  'ended',
  'slow',
  'silent',
  'other',
])
export type BundledFailureCode = z.infer<typeof bundledFailureCode>

/** How the bundled server is. */
export const bundledNow = z.strictObject({
  mode: bundledMode,
  /** What may be run here. A policy that names the server leaves none; one that asks for passwords no practice. */
  offered: z.array(runningMode),
  state: z.enum(['off', 'starting', 'running', 'waiting', 'ending', 'given-up']),
  /** Where this machine reaches it, while it runs. */
  url: z.string().nullable(),
  /** Where Twilio reaches it. */
  publicUrl: z.string().nullable(),
  /** The page on which a person is the customer; on the sandbox alone. */
  customerPage: z.string().nullable(),
  /** Why it does not run, and the reasons in its own words. */
  fault: bundledFailureCode.nullable(),
  details: z.array(z.string()),
  account,
  /** The last lines of its log, without secrets; the oldest first. */
  lines: z.array(z.string()),
})
export type BundledNow = z.infer<typeof bundledNow>

export const tunnelNames = ['cloudflared', 'tailscale', 'ngrok'] as const

/** How Twilio reaches this machine: by an address that IT gives, or through a program that is started for it. */
export const publicWay = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('given'), url: z.url({ protocol: /^https$/ }) }),
  z.strictObject({ kind: z.literal('tunnel'), by: z.enum(tunnelNames) }),
])
export type PublicWay = z.infer<typeof publicWay>

export const setupStep = z.strictObject({
  kind: z.enum(['create', 'change', 'keep', 'remove']),
  what: z.enum(['workspace', 'activity', 'queue', 'workflow', 'application', 'api-key', 'number']),
  name: z.string(),
})
export type SetupStep = z.infer<typeof setupStep>

/** `no-account`: there is no account in the keychain to do it with. */
export const setupFailureCode = z.enum([
  'wrong-credentials',
  'unreachable',
  'refused',
  'no-number',
  'no-account',
])
export type SetupFailureCode = z.infer<typeof setupFailureCode>

/** What came of a look at the account, or of a change to it. `message` is Twilio's own, for the details. */
export const setupAnswer = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('looked'),
    accountName: z.string(),
    trial: z.boolean(),
    numbers: z.array(z.string()),
    steps: z.array(setupStep),
  }),
  z.strictObject({ kind: z.literal('applied'), steps: z.array(setupStep) }),
  z.strictObject({ kind: z.literal('removed'), steps: z.array(setupStep) }),
  z.strictObject({
    kind: z.literal('failed'),
    fault: setupFailureCode,
    message: z.string(),
    done: z.array(setupStep),
  }),
])
export type SetupAnswer = z.infer<typeof setupAnswer>

const secret = z.string().trim().min(1).max(200)

/** They pass through the page once, as they are typed; from then on they are in the keychain and the server. */
export const twilioCredentials = z.strictObject({
  accountSid: z
    .string()
    .trim()
    .regex(/^AC[0-9a-fA-F]{32}$/),
  authToken: secret,
})
export type TwilioCredentials = z.infer<typeof twilioCredentials>

/** With the credentials that were looked at last: those, the page does not keep. */
export const connectRequest = z.strictObject({
  numbers: z.array(z.string()).min(1),
  way: publicWay,
  /** ngrok's authtoken, where that is the way; like the others it is kept in the keychain alone. */
  tunnelToken: secret.nullable(),
  /** Who signs in first. */
  account: z.strictObject({
    username: z.string().min(1).max(200),
    displayName: z.string().min(1).max(200),
    password: z.string().min(8).max(1000),
  }),
})
export type ConnectRequest = z.infer<typeof connectRequest>

/**
 * What is at an address. `certificate`: something answers there, and its certificate is not trusted by this machine;
 * `other`: it is no Cordboard server; `invalid`: it is no address that we use.
 */
export const probed = z.strictObject({
  found: z.enum(['server', 'certificate', 'unreachable', 'other', 'invalid']),
  url: z.string(),
})
export type Probed = z.infer<typeof probed>
