import pino, { type DestinationStream } from 'pino'
import { redactText } from '../../server/contract/redaction/redact-text.ts'

export type Log = Pick<pino.Logger, 'info' | 'warn' | 'error'>

/** Fields that no line of ours shows, at its top and one level below, because each could hold a secret. */
const secretFields = [
  'password',
  'accessToken',
  'refreshToken',
  'token',
  'authToken',
  'apiKeySecret',
  'number',
  'body',
  'title',
]

/** The message of an error, for logs and failures. It names the reason, never a secret. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown'
}

/**
 * The desktop's log, in the format of the server's: a line of JSON per event, named by its process. It goes to stderr,
 * and to the file where there is one. Synchronous, so that the last lines before a crash are on the disk: pino's own
 * rotating transport runs in a worker thread, which a crash ends first and which a packed program cannot load.
 */
export function createLog(level: string, file?: DestinationStream): Log {
  const stderr = pino.destination({ dest: 2, sync: true })
  return pino(
    {
      level,
      timestamp: pino.stdTimeFunctions.isoTime,
      base: { process: 'desktop' },
      redact: {
        paths: secretFields.flatMap((field) => [field, `*.${field}`]),
        censor: '[redacted]',
      },
      hooks: { streamWrite: redactText },
    },
    // Which levels are written is the logger's decision, for both.
    file === undefined
      ? stderr
      : pino.multistream([stderr, file].map((stream) => ({ stream, level: 'trace' }))),
  )
}
