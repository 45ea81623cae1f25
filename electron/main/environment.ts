import { z } from 'zod'
import { parseServerOrigin } from './services/settings/server-origin.ts'

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
})

export interface Environment {
  readonly serverOrigin: string | null
  readonly userData: string | null
  /** Opens the window signed in as this demo account. */
  readonly demo: string | null
  /** Lets WebRTC use loopback addresses, for machines where there are no others. */
  readonly loopbackMedia: boolean
  readonly logLevel: 'error' | 'warn' | 'info' | 'silent'
  /** The development server that serves the page; always null in a built program. */
  readonly devServer: string | null
}

/**
 * Reads the environment once. Throws with every fault named. `development` is decided when the program
 * is built: no variable can make a built program trust another origin.
 */
export function parseEnvironment(
  variables: Readonly<Record<string, string | undefined>>,
  development: boolean,
): Environment {
  const parsed = schema.safeParse(variables)
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new Error(faults.join('\n'))
  }
  const { data } = parsed
  return {
    serverOrigin: data.CORDBOARD_SERVER_URL,
    userData: data.CORDBOARD_USER_DATA || null,
    demo: data.CORDBOARD_DEMO || null,
    loopbackMedia: data.CORDBOARD_LOOPBACK_MEDIA,
    logLevel: data.CORDBOARD_LOG_LEVEL,
    devServer: development ? (data.ELECTRON_RENDERER_URL ?? null) : null,
  }
}
