import { z } from 'zod'
import { isLoopback, parseServerOrigin } from '../contract/server-origin.ts'

const flag = z
  .enum(['0', '1'])
  .optional()
  .transform((value) => value === '1')

const schema = z.object({
  CORDBOARD_SERVER_URL: z
    .string()
    .optional()
    .transform((value, context) => {
      if (value === undefined || value === '') return null
      const origin = parseServerOrigin(value)
      if (origin !== null) return origin
      context.addIssue({ code: 'custom', message: 'needs https:, or http: on this machine' })
      return z.NEVER
    }),
  CORDBOARD_USER_DATA: z.string().optional(),
  CORDBOARD_DEMO: z
    .string()
    .regex(/^[\w.-]*$/u)
    .optional(),
  CORDBOARD_LOOPBACK_MEDIA: flag,
  CORDBOARD_LOG_LEVEL: z.enum(['error', 'warn', 'info', 'silent']).default('info'),
  ELECTRON_RENDERER_URL: z.url().optional(),
  CORDBOARD_PROGRAM_NODE: z.string().optional(),
  TWILIO_BASE_URL: z
    .url()
    .refine((url) => isLoopback(new URL(url).hostname), 'is only allowed on this machine')
    .optional(),
  TWILIO_SIGNALLING: z.string().optional(),
  TWILIO_EVENT_BRIDGE_HTTP: z.string().optional(),
  TWILIO_EVENT_BRIDGE_WS: z.string().optional(),
})

export type Environment = Readonly<ReturnType<typeof parseEnvironment>>

/**
 * Reads the environment once. Throws an error that lists every invalid variable. `development` is decided at build
 * time, so no variable can make a built program trust another origin.
 */
export function parseEnvironment(
  variables: Readonly<Record<string, string | undefined>>,
  development: boolean,
) {
  const parsed = schema.safeParse(variables)
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new Error(faults.join('\n'))
  }
  const { data } = parsed
  return {
    serverOrigin: data.CORDBOARD_SERVER_URL,
    userData: data.CORDBOARD_USER_DATA || null,
    /** Signs in with this demo account at the start. */
    demo: data.CORDBOARD_DEMO || null,
    /** Lets WebRTC use loopback addresses, for machines that have no others. */
    loopbackMedia: data.CORDBOARD_LOOPBACK_MEDIA,
    logLevel: data.CORDBOARD_LOG_LEVEL,
    /** The development server that serves the page; always null in a built program. */
    devServer: development ? (data.ELECTRON_RENDERER_URL ?? null) : null,
    /** A Node that runs the bundled server in place of Electron’s own. Only for an unpacked program. */
    programNode: data.CORDBOARD_PROGRAM_NODE || null,
    twilioEndpoints: endpointsOf(data),
  }
}

/** The endpoints of a sandbox on this machine, as variables of the server; empty for Twilio itself. */
function endpointsOf(data: z.infer<typeof schema>): Readonly<Record<string, string>> {
  if (data.TWILIO_BASE_URL === undefined) return {}
  return {
    TWILIO_BASE_URL: data.TWILIO_BASE_URL,
    TWILIO_SIGNALLING: data.TWILIO_SIGNALLING ?? '',
    TWILIO_EVENT_BRIDGE_HTTP: data.TWILIO_EVENT_BRIDGE_HTTP ?? '',
    TWILIO_EVENT_BRIDGE_WS: data.TWILIO_EVENT_BRIDGE_WS ?? '',
  }
}
