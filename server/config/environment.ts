import ipaddr from 'ipaddr.js'
import { z } from 'zod'
import { diallingVariables } from './dialling-variables.ts'
import { listed, wholeNumber } from './variable.ts'

const flag = z
  .enum(['true', 'false', '1', '0', ''], { error: 'is not true, false, 1 or 0' })
  .optional()
  .transform((text) =>
    text === undefined || text === '' ? undefined : text === 'true' || text === '1',
  )

const url = z.url({ error: 'is not a URL' })
const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

const sid = (prefix: string) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}[0-9a-fA-F]{32}$`), `is not a SID that begins with ${prefix}`)

const number = z.string().regex(/^\+[1-9]\d{1,14}$/, 'is not an E.164 number')

/** What points at Twilio. All of them, or none. */
export const twilioVariables = z.object({
  TWILIO_ACCOUNT_SID: sid('AC'),
  TWILIO_API_KEY_SID: sid('SK'),
  TWILIO_API_KEY_SECRET: z.string().min(1),
  TWILIO_WORKSPACE_SID: sid('WS'),
  TWILIO_WORKFLOW_SID: sid('WW'),
  TWILIO_TWIML_APP_SID: sid('AP'),
  TWILIO_CALLER_IDS: z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.tuple([number], number)),
})

/** What points at another base than Twilio's. All of them, or none. */
export const endpointVariables = z.object({
  TWILIO_BASE_URL: url,
  TWILIO_SIGNALLING: z.string().regex(/^[^/\s:]+:\d+$/, 'is not host:port'),
  TWILIO_EVENT_BRIDGE_HTTP: url,
  TWILIO_EVENT_BRIDGE_WS: url,
})

const guardModeNames = ['off', 'tell', 'own', 'account'] as const
const attributeRules = ['server', 'twilio'] as const

const dispositionList = z
  .array(z.strictObject({ id: z.string().min(1), label: z.string().min(1) }))
  .min(1)

const dispositions = z.string().transform((text, context) => {
  try {
    return dispositionList.parse(JSON.parse(text))
  } catch {
    context.addIssue({ code: 'custom', message: 'is not a JSON list of { "id", "label" }' })
    return z.NEVER
  }
})

/** Characters of the key that signs sign-ins, wherever it comes from. */
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

/** Our own variables; each has a default. */
export const ownVariables = z.object({
  CORDBOARD_PORT: wholeNumber(4400, 0, 65_535),
  CORDBOARD_HOST: z.string().min(1).default('127.0.0.1'),
  CORDBOARD_PUBLIC_URL: url.optional(),
  CORDBOARD_TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform((text) => listed(text))
    .pipe(z.array(trustedProxy)),
  CORDBOARD_WEBHOOK_PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'is not a port')
    .transform(Number)
    .pipe(z.number().max(65_535, 'is not a port'))
    .optional(),
  CORDBOARD_HOSTS: z
    .string()
    .default('')
    .transform((text) => listed(text))
    .pipe(z.array(z.string().regex(/^[^\s/:]+$|^\[[\da-f:]+\]$/iu, 'is not a list of host names'))),
  CORDBOARD_DATA: z.string().min(1).optional(),
  CORDBOARD_TOKEN_SECRET: z
    .string()
    .min(LEAST_SECRET, `needs at least ${LEAST_SECRET} characters`)
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
  CORDBOARD_RECORD_QUEUES: z
    .string()
    .transform((text) => listed(text))
    .optional(),
  CORDBOARD_RECORDING_PAUSE_SECONDS: wholeNumber(120, 5, 3600),
  CORDBOARD_CALL_WAITING: flag,
  ...diallingVariables,
  CORDBOARD_GUARD: z
    .enum(guardModeNames, { error: `is not one of ${guardModeNames.join(', ')}` })
    .default('own'),
  CORDBOARD_WORKER_ATTRIBUTES: z
    .enum(attributeRules, { error: `is not one of ${attributeRules.join(', ')}` })
    .default('server'),
  CORDBOARD_DIRECTORY: z.string().min(1).optional(),
  CORDBOARD_KEEP_HISTORY_DAYS: wholeNumber(365, 0, 36_500),
  CORDBOARD_KEEP_NOTES_DAYS: wholeNumber(365, 0, 36_500),
  CORDBOARD_KEEP_CALLS_DAYS: wholeNumber(30, 0, 36_500),
  CORDBOARD_KEEP_SESSIONS_DAYS: wholeNumber(30, 0, 36_500),
  CORDBOARD_KEEP_COPIES_DAYS: wholeNumber(90, 0, 36_500),
  CORDBOARD_LOG_LEVEL: z
    .enum(logLevels, { error: `is not one of ${logLevels.join(', ')}` })
    .default('info'),
  CORDBOARD_WEB: z.string().min(1).default('out/web'),
  CORDBOARD_DEMO: flag,
  CORDBOARD_PROVISION: flag,
  CORDBOARD_SANDBOX_PORT: wholeNumber(0, 0, 65_535),
})
export type OwnVariables = z.infer<typeof ownVariables>
