import ipaddr from 'ipaddr.js'
import { z } from 'zod'
import type { Disposition } from '../contract/desk.ts'
import { readMusic } from '../contract/music.ts'
import { createMusic, isOnServer } from '../music/music.ts'
import { parseJson } from '../parse-json.ts'
import { diallingSettings, diallingVariables } from './dialling-variables.ts'
import { Secret } from './secret.ts'
import { listOf, oneOf, splitList, wholeNumber } from './variable.ts'

const flag = z
  .enum(['true', 'false', '1', '0', ''], { error: 'is not true, false, 1 or 0' })
  .optional()
  .transform((text) => (text === undefined || text === '' ? null : text === 'true' || text === '1'))

/** What after-call work offers without `CORDBOARD_DISPOSITIONS`. */
const defaultDispositions: readonly Disposition[] = [
  { id: 'resolved', label: 'Resolved' },
  { id: 'follow-up', label: 'Follow-up needed' },
  { id: 'callback', label: 'Callback' },
  { id: 'escalated', label: 'Escalated' },
  { id: 'sale', label: 'Sale' },
  { id: 'voicemail', label: 'Left a voicemail' },
  { id: 'wrong-number', label: 'Wrong number' },
  { id: 'no-outcome', label: 'No outcome' },
]

const dispositionList = z
  .array(z.strictObject({ id: z.string().min(1), label: z.string().min(1) }))
  .min(1)

const dispositions = z.string().transform((text, context) => {
  const list = parseJson(dispositionList, text)
  if (list !== null) return list
  context.addIssue({ code: 'custom', message: 'is not a JSON list of { "id", "label" }' })
  return z.NEVER
})

const music = z
  .string()
  .default('')
  .transform((text, context) => {
    const list = readMusic(text)
    if (list.ok) return list.value
    context.addIssue({ code: 'custom', message: list.failure })
    return z.NEVER
  })

/** Characters of the key that signs access tokens, wherever it comes from. */
export const LEAST_SECRET = 32

/** As Fastify's `trustProxy` takes it: an address, a range, or the name of some. */
const trustedProxy = z
  .string()
  .refine(
    (text) =>
      ['loopback', 'linklocal', 'uniquelocal'].includes(text) ||
      ipaddr.isValid(text) ||
      ipaddr.isValidCIDR(text),
    'is not a list of addresses and ranges',
  )

const variables = z.object({
  CORDBOARD_PORT: wholeNumber(4400, 0, 65_535),
  CORDBOARD_HOST: z.string().min(1).default('127.0.0.1'),
  CORDBOARD_PUBLIC_URL: z.url({ error: 'is not a URL' }).optional(),
  CORDBOARD_TRUSTED_PROXIES: listOf(trustedProxy),
  CORDBOARD_WEBHOOK_PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'is not a port')
    .transform(Number)
    .pipe(z.number().max(65_535, 'is not a port'))
    .optional(),
  CORDBOARD_HOSTS: listOf(
    z.string().regex(/^[^\s/:]+$|^\[[\da-f:]+\]$/iu, 'is not a list of host names'),
  ),
  CORDBOARD_DATA: z.string().min(1).optional(),
  CORDBOARD_TOKEN_SECRET: z
    .string()
    .min(LEAST_SECRET, `needs at least ${LEAST_SECRET} characters`)
    .transform((text) => new Secret(text))
    .optional(),
  CORDBOARD_TENANT: z
    .string()
    .regex(/^[A-Za-z0-9]{1,40}$/, 'is letters and digits, at most 40')
    .default('main'),
  CORDBOARD_COUNTRY: z
    .string()
    .regex(/^[A-Z]{2}$/, 'is not an ISO 3166 country of two capital letters')
    .default('US'),
  CORDBOARD_RING_SECONDS: wholeNumber(20, 5, 600),
  CORDBOARD_WRAP_UP_SECONDS: wholeNumber(90, 1, 3600),
  CORDBOARD_REQUIRE_DISPOSITION: flag,
  CORDBOARD_DISPOSITIONS: dispositions.optional(),
  CORDBOARD_RECORD_QUEUES: z.string().transform(splitList).optional(),
  CORDBOARD_RECORDING_PAUSE_SECONDS: wholeNumber(120, 5, 3600),
  CORDBOARD_MUSIC: music,
  CORDBOARD_CALL_WAITING: flag,
  ...diallingVariables.shape,
  CORDBOARD_GUARD: oneOf(['off', 'tell', 'own', 'account']).default('own'),
  CORDBOARD_WORKER_ATTRIBUTES: oneOf(['server', 'twilio']).default('server'),
  CORDBOARD_DIRECTORY: z.string().min(1).optional(),
  CORDBOARD_KEEP_HISTORY_DAYS: wholeNumber(365, 0, 36_500),
  CORDBOARD_KEEP_NOTES_DAYS: wholeNumber(365, 0, 36_500),
  CORDBOARD_KEEP_CALLS_DAYS: wholeNumber(30, 0, 36_500),
  CORDBOARD_KEEP_SESSIONS_DAYS: wholeNumber(30, 0, 36_500),
  CORDBOARD_KEEP_COPIES_DAYS: wholeNumber(90, 0, 36_500),
  CORDBOARD_LOG_LEVEL: oneOf([
    'trace',
    'debug',
    'info',
    'warn',
    'error',
    'fatal',
    'silent',
  ]).default('info'),
  CORDBOARD_WEB: z.string().min(1).default('out/web'),
  CORDBOARD_DEMO: flag,
  CORDBOARD_PROVISION: flag,
  CORDBOARD_SANDBOX_PORT: wholeNumber(0, 0, 65_535),
})

const ownVariables = variables.refine(
  ({ CORDBOARD_MUSIC: list, CORDBOARD_PUBLIC_URL: server }) =>
    server === undefined || ![...list.values()].some((url) => isOnServer(url, server)),
  {
    path: ['CORDBOARD_MUSIC'],
    error: 'has an address on the server itself; callers who wait need music while it is away',
  },
)

/** Our own settings, whichever Twilio account it is. Null where nothing is set and there is no default. */
export const ownSettings = ownVariables.transform((from) => ({
  port: from.CORDBOARD_PORT,
  host: from.CORDBOARD_HOST,
  /** Null: derived from host and port once the server listens. */
  publicUrl: from.CORDBOARD_PUBLIC_URL?.replace(/\/+$/, '') ?? null,
  /** Proxies whose `X-Forwarded-For` is believed. */
  trustedProxies: from.CORDBOARD_TRUSTED_PROXIES,
  /** Where only webhooks are served; null: on the same port as everything else. */
  webhookPort: from.CORDBOARD_WEBHOOK_PORT ?? null,
  /** Names under which desks reach the server, beside the public one. */
  hosts: from.CORDBOARD_HOSTS,
  data: from.CORDBOARD_DATA ?? null,
  tokenSecret: from.CORDBOARD_TOKEN_SECRET ?? null,
  tenant: from.CORDBOARD_TENANT,
  country: from.CORDBOARD_COUNTRY,
  ringSeconds: from.CORDBOARD_RING_SECONDS,
  wrapUpSeconds: from.CORDBOARD_WRAP_UP_SECONDS,
  requireDisposition: from.CORDBOARD_REQUIRE_DISPOSITION ?? true,
  dispositions: from.CORDBOARD_DISPOSITIONS ?? defaultDispositions,
  /** What is recorded: names of queues, `outbound`, or `*` for everything. */
  record: from.CORDBOARD_RECORD_QUEUES ?? null,
  /** The longest pause of a recording. */
  recordingPauseSeconds: from.CORDBOARD_RECORDING_PAUSE_SECONDS,
  /** What callers hear while they wait or are held. */
  music: createMusic(from.CORDBOARD_MUSIC),
  /** Each Worker may have two calls at once. */
  callWaiting: from.CORDBOARD_CALL_WAITING ?? false,
  dialling: diallingSettings(from),
  /** What happens to Tasks and calls that the server did not make. */
  guard: from.CORDBOARD_GUARD,
  /** Who decides the attributes of Workers that the server does not set. */
  workerAttributes: from.CORDBOARD_WORKER_ATTRIBUTES,
  /** The file of the external directory. */
  directory: from.CORDBOARD_DIRECTORY ?? null,
  keep: {
    history: from.CORDBOARD_KEEP_HISTORY_DAYS,
    notes: from.CORDBOARD_KEEP_NOTES_DAYS,
    calls: from.CORDBOARD_KEEP_CALLS_DAYS,
    sessions: from.CORDBOARD_KEEP_SESSIONS_DAYS,
    /** Copies from before updates, and rows that were set aside: only for somebody who repairs something. */
    copies: from.CORDBOARD_KEEP_COPIES_DAYS,
  },
  logLevel: from.CORDBOARD_LOG_LEVEL,
  web: from.CORDBOARD_WEB,
  demo: from.CORDBOARD_DEMO,
  provision: from.CORDBOARD_PROVISION,
  sandboxPort: from.CORDBOARD_SANDBOX_PORT,
}))
