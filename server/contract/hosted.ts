import { z } from 'zod'
import { setupReply, setupRequest } from './setup.ts'

/*
 * Messages between the desktop and the server that it has started, over the port between the two processes. Secrets are
 * only here, in memory: not in the environment, a file or an argument.
 */

/** A sandbox's description. The server parses the rest of it. */
const sandbox = z.looseObject({ baseUrl: z.url() })

/** An account that is made at the start, unless there is one of that name. */
export const firstAccount = z.strictObject({
  username: z.string().min(1).max(200),
  displayName: z.string().min(1).max(200),
  password: z.string().min(8).max(1000),
})
export type FirstAccount = z.infer<typeof firstAccount>

/** `settings`: environment variables by name, read with the same schema. */
export const toHosted = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('start'),
    settings: z.record(z.string(), z.string()),
    sandbox: sandbox.nullable(),
    account: firstAccount.nullable(),
  }),
  /** Looks at or changes a Twilio account, and ends; no server starts. */
  z.strictObject({ kind: z.literal('setup'), request: setupRequest }),
  /** Answered with `pong`. */
  z.strictObject({ kind: z.literal('ping') }),
  z.strictObject({ kind: z.literal('stop') }),
])
export type ToHosted = z.infer<typeof toHosted>

/**
 * Why the server does not run. `settings`: they are wrong, and no retry helps; `runtime`: this Node has no SQLite;
 * `database-held`: another server has its database; `database`: that is damaged, of a newer version or not to be used;
 * `twilio`: it could not be reached or refused; `other`: a bug. For both about the database the details say what to do.
 */
export const hostedFailureCode = z.enum([
  'settings',
  'runtime',
  'port-in-use',
  'database-held',
  'database',
  'twilio',
  'other',
])
export type HostedFailureCode = z.infer<typeof hostedFailureCode>

export const fromHosted = z.discriminatedUnion('kind', [
  /** It listens for messages from now on. */
  z.object({ kind: z.literal('awake') }),
  z.object({
    kind: z.literal('ready'),
    url: z.url(),
    demoAccounts: z.array(z.object({ username: z.string(), displayName: z.string() })),
  }),
  /** The last message. `details` name variables and reasons, never a value. */
  z.object({
    kind: z.literal('failed'),
    failure: hostedFailureCode,
    details: z.array(z.string()),
  }),
  z.object({ kind: z.literal('set-up'), reply: setupReply }),
  z.object({ kind: z.literal('pong') }),
])
export type FromHosted = z.infer<typeof fromHosted>
