import { z } from 'zod'
import { setupReply, setupRequest } from './setup.ts'

/*
 * What the desktop and the server that it has started say to one another, over the port between the two processes.
 * Secrets travel here, in memory, and nowhere else: not in the environment, a file or an argument.
 */

/** Of a sandbox's description, the server looks after the rest. */
const sandbox = z.looseObject({ baseUrl: z.url() })

/** An account that is made at the start, unless there is one of that name. */
export const firstAccount = z.strictObject({
  username: z.string().min(1).max(200),
  displayName: z.string().min(1).max(200),
  password: z.string().min(8).max(1000),
})
export type FirstAccount = z.infer<typeof firstAccount>

/** `settings` are the variables of the environment by name, read by the same schema. */
export const toHosted = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('start'),
    settings: z.record(z.string(), z.string()),
    sandbox: sandbox.nullable(),
    account: firstAccount.nullable(),
  }),
  /** Looks at or changes a Twilio account, and ends; nothing else is started then. */
  z.strictObject({ kind: z.literal('setup'), request: setupRequest }),
  /** Answered with `pong` while it can answer anything. */
  z.strictObject({ kind: z.literal('ping') }),
  z.strictObject({ kind: z.literal('stop') }),
])
export type ToHosted = z.infer<typeof toHosted>

/**
 * Why it does not run. `settings`: they are at fault, and no retry helps; `runtime`: this Node has no SQLite;
 * `port-in-use`; `database-held`: another server has its database; `database`: that is damaged, of a newer version or not to be
 * used; `twilio`: it could not be reached or refused; `other`: a bug. Of both about the database the details say what to do.
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
  /** It listens for messages; nothing said before is lost, but nothing should be. */
  z.object({ kind: z.literal('awake') }),
  z.object({
    kind: z.literal('ready'),
    url: z.url(),
    demoAccounts: z.array(z.object({ username: z.string(), displayName: z.string() })),
  }),
  /** It ends after this. `details` name variables and reasons, never a value. */
  z.object({
    kind: z.literal('failed'),
    failure: hostedFailureCode,
    details: z.array(z.string()),
  }),
  z.object({ kind: z.literal('set-up'), reply: setupReply }),
  z.object({ kind: z.literal('pong') }),
])
export type FromHosted = z.infer<typeof fromHosted>
