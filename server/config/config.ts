import type { z } from 'zod'
import type { Disposition } from '../contract/desk.ts'
import { succeed, fail } from '../contract/result.ts'
import type { Result } from '../contract/result.ts'
import { diallingSettings } from './dialling-variables.ts'
import type { DiallingSettings } from './dialling-variables.ts'
import type { KeepDays } from '../retention/retention.ts'
import { defaultDispositions } from './dispositions.ts'
import { endpointVariables, ownVariables, twilioVariables } from './environment.ts'
import type { OwnVariables } from './environment.ts'
import type { WebhookSecrets } from '../twilio/signature.ts'
import { Secret } from './secret.ts'
import { webhookSecrets, webhookVariables } from './webhook-secrets.ts'

export interface TwilioEndpoints {
  readonly baseUrl: string
  readonly signalling: string
  readonly eventBridge: { readonly http: string; readonly ws: string }
}

/** Everything needed to reach one Twilio account. `endpoints` is null for Twilio's own addresses. */
export interface TwilioSettings {
  readonly accountSid: string
  /** What Twilio signs its webhooks with. */
  readonly webhookSecrets: WebhookSecrets
  readonly apiKeySid: string
  readonly apiKeySecret: Secret
  readonly workspaceSid: string
  readonly workflowSid: string
  readonly twimlAppSid: string
  /** The default first. */
  readonly callerIds: readonly [string, ...string[]]
  readonly endpoints: TwilioEndpoints | null
}

/** What the environment says of us, without saying which Twilio. */
export interface OwnSettings {
  readonly port: number
  readonly host: string
  /** Null: derived from host and port once the server listens. */
  readonly publicUrl: string | null
  /** Proxies that say truly from where a request came. */
  readonly trustedProxies: readonly string[]
  /** Where webhooks and music alone are served; null where they are served beside everything else. */
  readonly webhookPort: number | null
  /** Names under which desks reach it, beside the public one. */
  readonly hosts: readonly string[]
  readonly data: string | null
  readonly tokenSecret: Secret | null
  readonly tenant: string
  readonly country: string
  readonly ringSeconds: number
  readonly wrapUpSeconds: number
  readonly requireDisposition: boolean
  readonly dispositions: readonly Disposition[]
  /** What is recorded: names of queues, `outbound`, or `*` for everything. Null: not said. */
  readonly record: readonly string[] | null
  /** The longest pause of a recording. */
  readonly recordingPauseSeconds: number
  /** Each Worker may have two calls at once. */
  readonly callWaiting: boolean
  /** What may be dialled, and how much of it. */
  readonly dialling: DiallingSettings
  /** What becomes of Tasks and calls that the server did not make. */
  readonly guard: OwnVariables['CORDBOARD_GUARD']
  /** Who decides the attributes of Workers that the server does not set. */
  readonly workerAttributes: OwnVariables['CORDBOARD_WORKER_ATTRIBUTES']
  /** A file of the external directory; null for none. */
  readonly directory: string | null
  /** How long what is done with is kept. */
  readonly keep: KeepDays
  readonly logLevel: string
  readonly web: string
  readonly demo: boolean | null
  readonly provision: boolean | null
  readonly sandboxPort: number
}

/** `sandbox`: nothing points at a Twilio account, so the embedded stand-in is to be started. */
export type Config =
  | { readonly kind: 'sandbox'; readonly own: OwnSettings }
  | { readonly kind: 'twilio'; readonly own: OwnSettings; readonly twilio: TwilioSettings }

export type Environment = Readonly<Record<string, string | undefined>>

/** Reads the environment once. The failure lists every fault, one line each, and shows no value. */
export function readConfig(env: Environment): Result<Config, readonly string[]> {
  const own = ownVariables.safeParse(env)
  const faults = own.success ? [] : failuresOf(own.error, env)
  const pointing = Object.keys(env).some(
    (name) => name.startsWith('TWILIO_') && (env[name] ?? '') !== '',
  )
  const twilio = pointing ? readTwilio(env) : null
  if (twilio !== null && !twilio.ok) faults.push(...twilio.failure)
  if (pointing && own.success && own.data.CORDBOARD_DEMO === true) {
    faults.push('CORDBOARD_DEMO is only allowed on the sandbox: unset it or every TWILIO_*')
  }
  if (!own.success || faults.length > 0) return fail(faults)
  const settings = ownSettings(own.data)
  if (twilio?.ok) return succeed({ kind: 'twilio', own: settings, twilio: twilio.value })
  return succeed({ kind: 'sandbox', own: settings })
}

/** The part of the environment that points at Twilio, or at another base in its place. */
export function readTwilio(env: Environment): Result<TwilioSettings, readonly string[]> {
  const account = twilioVariables.safeParse(env)
  const signing = webhookVariables.safeParse(env)
  const faults = account.success ? [] : failuresOf(account.error, env)
  if (!signing.success) faults.push(...failuresOf(signing.error, env))
  const elsewhere = Object.keys(endpointVariables.shape).some((name) => (env[name] ?? '') !== '')
  const endpoints = elsewhere ? endpointVariables.safeParse(env) : null
  if (endpoints !== null && !endpoints.success) faults.push(...failuresOf(endpoints.error, env))
  if (!account.success || !signing.success || endpoints?.success === false) return fail(faults)
  const from = account.data
  return succeed({
    accountSid: from.TWILIO_ACCOUNT_SID,
    webhookSecrets: webhookSecrets(signing.data),
    apiKeySid: from.TWILIO_API_KEY_SID,
    apiKeySecret: new Secret(from.TWILIO_API_KEY_SECRET),
    workspaceSid: from.TWILIO_WORKSPACE_SID,
    workflowSid: from.TWILIO_WORKFLOW_SID,
    twimlAppSid: from.TWILIO_TWIML_APP_SID,
    callerIds: from.TWILIO_CALLER_IDS,
    endpoints: endpoints === null ? null : endpointsFrom(endpoints.data),
  })
}

function endpointsFrom(from: z.infer<typeof endpointVariables>): TwilioEndpoints {
  return {
    baseUrl: from.TWILIO_BASE_URL,
    signalling: from.TWILIO_SIGNALLING,
    eventBridge: { http: from.TWILIO_EVENT_BRIDGE_HTTP, ws: from.TWILIO_EVENT_BRIDGE_WS },
  }
}

function ownSettings(from: OwnVariables): OwnSettings {
  const secret = from.CORDBOARD_TOKEN_SECRET
  return {
    port: from.CORDBOARD_PORT,
    host: from.CORDBOARD_HOST,
    publicUrl: from.CORDBOARD_PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    trustedProxies: from.CORDBOARD_TRUSTED_PROXIES,
    webhookPort: from.CORDBOARD_WEBHOOK_PORT ?? null,
    hosts: from.CORDBOARD_HOSTS,
    data: from.CORDBOARD_DATA ?? null,
    tokenSecret: secret === undefined ? null : new Secret(secret),
    tenant: from.CORDBOARD_TENANT,
    country: from.CORDBOARD_COUNTRY,
    ringSeconds: from.CORDBOARD_RING_SECONDS,
    wrapUpSeconds: from.CORDBOARD_WRAP_UP_SECONDS,
    requireDisposition: from.CORDBOARD_REQUIRE_DISPOSITION ?? true,
    dispositions: from.CORDBOARD_DISPOSITIONS ?? defaultDispositions,
    record: from.CORDBOARD_RECORD_QUEUES ?? null,
    recordingPauseSeconds: from.CORDBOARD_RECORDING_PAUSE_SECONDS,
    callWaiting: from.CORDBOARD_CALL_WAITING ?? false,
    dialling: diallingSettings(from),
    guard: from.CORDBOARD_GUARD,
    workerAttributes: from.CORDBOARD_WORKER_ATTRIBUTES,
    directory: from.CORDBOARD_DIRECTORY ?? null,
    keep: {
      history: from.CORDBOARD_KEEP_HISTORY_DAYS,
      notes: from.CORDBOARD_KEEP_NOTES_DAYS,
      calls: from.CORDBOARD_KEEP_CALLS_DAYS,
      sessions: from.CORDBOARD_KEEP_SESSIONS_DAYS,
      copies: from.CORDBOARD_KEEP_COPIES_DAYS,
    },
    logLevel: from.CORDBOARD_LOG_LEVEL,
    web: from.CORDBOARD_WEB,
    demo: from.CORDBOARD_DEMO ?? null,
    provision: from.CORDBOARD_PROVISION ?? null,
    sandboxPort: from.CORDBOARD_SANDBOX_PORT,
  }
}

/** One line per fault: the variable and what is wrong with it, never what it holds. */
function failuresOf(error: z.ZodError, env: Environment): string[] {
  return error.issues.map((issue) => {
    const name = String(issue.path[0] ?? 'environment')
    return (env[name] ?? '') === '' ? `${name} is missing` : `${name}: ${issue.message}`
  })
}
