import { z } from 'zod'
import { firstAccount, hostedFailureCode } from '../../server/contract/hosted.ts'
import { setupReply } from '../../server/contract/setup.ts'

/** What the bundled server runs on; `off` when another server is used. */
export const bundledMode = z.enum(['off', 'sandbox', 'twilio'])
export type BundledMode = z.infer<typeof bundledMode>

/** What a server on this machine can run on. */
export const runningMode = bundledMode.exclude(['off'])
export type RunningMode = z.infer<typeof runningMode>

/** What the page may know of the Twilio account. */
const account = z.strictObject({
  present: z.boolean(),
  /** The last four characters of its SID. */
  endsWith: z.string().max(4).nullable(),
  /** False without a keychain, or with a locked one: then the account is kept until the program ends. */
  remembered: z.boolean(),
})

/** `tunnel`: the tunnel program failed; `ended`: a process ended without a message. */
export const bundledFailureCode = z.enum([
  ...hostedFailureCode.options,
  'tunnel',
  'sandbox',
  'credentials',
  'ended',
  'slow',
  'silent',
])
export type BundledFailureCode = z.infer<typeof bundledFailureCode>

export const bundledStatus = z.strictObject({
  mode: bundledMode,
  /** What may run here. Empty if a policy names the server; no sandbox if a policy requires passwords. */
  allowedModes: z.array(runningMode),
  state: z.enum(['off', 'starting', 'running', 'waiting', 'ending', 'given-up']),
  /** The address for this machine, while it runs. */
  url: z.string().nullable(),
  /** The address for Twilio. */
  publicUrl: z.string().nullable(),
  /** The page on which a person plays the customer. Only on the sandbox. */
  customerPage: z.string().nullable(),
  /** Why it does not run, and details in its own words. */
  failure: bundledFailureCode.nullable(),
  details: z.array(z.string()),
  account,
  /** The last lines of its log, without secrets, the oldest first. */
  lines: z.array(z.string()),
})
export type BundledStatus = z.infer<typeof bundledStatus>

export const tunnelNames = ['cloudflared', 'tailscale', 'ngrok'] as const
export type TunnelName = (typeof tunnelNames)[number]

/**
 * How Twilio reaches this machine: at an address that IT provides, or through a tunnel program that is started here.
 */
export const publicWay = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('given'), url: z.url({ protocol: /^https$/ }) }),
  z.strictObject({ kind: z.literal('tunnel'), by: z.enum(tunnelNames) }),
])
export type PublicWay = z.infer<typeof publicWay>

export type { MusicReport } from '../../server/contract/music.ts'
export type { SetupStep } from '../../server/contract/setup.ts'

const [looked, applied, removed, failed] = setupReply.options

/** `no-account`: there is no account in the keychain. */
const setupFailureCode = z.enum([...failed.shape.failure.options, 'no-account'])
export type SetupFailureCode = z.infer<typeof setupFailureCode>

/** The result of checking or changing the account, without its secrets. `message` is Twilio’s own text. */
export const setupAnswer = z.discriminatedUnion('kind', [
  looked,
  applied.omit({ account: true }),
  removed,
  failed.extend({ failure: setupFailureCode }),
])
export type SetupAnswer = z.infer<typeof setupAnswer>

const secret = z.string().trim().min(1).max(200)

/** They pass through the page once, when they are typed. Afterwards only the keychain and the server have them. */
export const twilioCredentials = z.strictObject({
  accountSid: z
    .string()
    .trim()
    .regex(/^AC[0-9a-fA-F]{32}$/),
  authToken: secret,
})
export type TwilioCredentials = z.infer<typeof twilioCredentials>

/** Uses the credentials that were checked last. The page does not keep them. */
export const connectRequest = z.strictObject({
  numbers: z.array(z.string()).min(1),
  way: publicWay,
  /** The authtoken of ngrok, if that is the tunnel. Kept only in the keychain, like the other secrets. */
  tunnelToken: secret.nullable(),
  /** The first account that can sign in. */
  account: firstAccount,
})
export type ConnectRequest = z.infer<typeof connectRequest>

/**
 * What a probe of an address has found. `certificate`: a server answers, but this machine does not trust its
 * certificate; `other`: no Cordboard server; `invalid`: not an address that we use.
 */
export const probeResult = z.strictObject({
  found: z.enum(['server', 'certificate', 'unreachable', 'other', 'invalid']),
  url: z.string(),
})
export type ProbeResult = z.infer<typeof probeResult>
