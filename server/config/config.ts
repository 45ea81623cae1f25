import type { z } from 'zod'
import { fail, succeed } from '../contract/result.ts'
import type { Result } from '../contract/result.ts'
import type { WebhookSecrets } from '../twilio/signature.ts'
import { ownSettings } from './own-variables.ts'
import {
  endpointNames,
  twilioAccess,
  twilioAccount,
  twilioEndpoints,
  webhookSecrets,
} from './twilio-variables.ts'

export type OwnSettings = Readonly<z.infer<typeof ownSettings>>
export type TwilioEndpoints = Readonly<z.infer<typeof twilioEndpoints>>

/** What a program needs that only makes requests. */
export interface TwilioAccess extends Readonly<z.infer<typeof twilioAccess>> {
  /** Null for Twilio's own hosts. */
  readonly endpoints: TwilioEndpoints | null
}

/** Everything needed to reach one Twilio account. */
export interface TwilioSettings extends Readonly<z.infer<typeof twilioAccount>> {
  readonly webhookSecrets: WebhookSecrets
  /** Null for Twilio's own hosts. */
  readonly endpoints: TwilioEndpoints | null
}

/** `sandbox`: nothing points at a Twilio account, so the sandbox is started in its place. */
export type Config =
  | { readonly kind: 'sandbox'; readonly own: OwnSettings }
  | { readonly kind: 'twilio'; readonly own: OwnSettings; readonly twilio: TwilioSettings }

export type Environment = Readonly<Record<string, string | undefined>>

/** A value, or one line for each failure: the variable and what is wrong with it, never its value. */
type Read<Value> = Result<Value, readonly string[]>

/** Reads the environment once. The failure lists everything that is wrong. */
export function readConfig(env: Environment): Read<Config> {
  const own = read(ownSettings, env)
  const onTwilio = Object.keys(env).some((name) => name.startsWith('TWILIO_') && isSet(env, name))
  const twilio = onTwilio ? readTwilio(env) : succeed(null)
  const demo =
    onTwilio && own.ok && own.value.demo === true
      ? fail(['CORDBOARD_DEMO is only allowed on the sandbox: unset it or every TWILIO_*'])
      : succeed(null)
  if (!own.ok || !twilio.ok || !demo.ok) return fail([own, twilio, demo].flatMap(failuresIn))
  if (twilio.value === null) return succeed({ kind: 'sandbox', own: own.value })
  return succeed({ kind: 'twilio', own: own.value, twilio: twilio.value })
}

/** The part of the environment that points at Twilio, or at other hosts in its place. */
export function readTwilio(env: Environment): Read<TwilioSettings> {
  const account = read(twilioAccount, env)
  const webhooks = read(webhookSecrets, env)
  const endpoints = readEndpoints(env)
  if (!account.ok || !webhooks.ok || !endpoints.ok)
    return fail([account, webhooks, endpoints].flatMap(failuresIn))
  return succeed({
    ...account.value,
    webhookSecrets: webhooks.value,
    endpoints: endpoints.value,
  })
}

/** The part of it that requests to the account need. */
export function readAccess(env: Environment): Read<TwilioAccess> {
  const access = read(twilioAccess, env)
  const endpoints = readEndpoints(env)
  if (!access.ok || !endpoints.ok) return fail([access, endpoints].flatMap(failuresIn))
  return succeed({ ...access.value, endpoints: endpoints.value })
}

function readEndpoints(env: Environment): Read<TwilioEndpoints | null> {
  const isElsewhere = endpointNames.some((name) => isSet(env, name))
  return isElsewhere ? read(twilioEndpoints, env) : succeed(null)
}

function read<Value>(schema: z.ZodType<Value>, env: Environment): Read<Value> {
  const parsed = schema.safeParse(env)
  if (parsed.success) return succeed(parsed.data)
  return fail(
    parsed.error.issues.map(({ path: [first = 'environment'], message }) => {
      const name = String(first)
      return isSet(env, name) ? `${name}: ${message}` : `${name} is missing`
    }),
  )
}

function isSet(env: Environment, name: string): boolean {
  return (env[name] ?? '') !== ''
}

function failuresIn(result: Read<unknown>): readonly string[] {
  return result.ok ? [] : result.failure
}
