import { pino } from 'pino'
import type { DestinationStream, Logger } from 'pino'
import { redactText } from '../contract/redaction/redact-text.ts'

export type { Logger } from 'pino'

/**
 * Fields that no log line shows, at its top and one level below. Add here before you log a new kind of object. Numbers and
 * secrets under other names, and within texts, are cut from the whole line afterwards (`redactText`).
 */
const FIELDS = [
  'password',
  'passwordHash',
  'token',
  'accessToken',
  'refreshToken',
  'authToken',
  'apiKeySecret',
  'tokenSecret',
  'authorization',
  'cookie',
  'number',
  'from',
  'to',
  'From',
  'To',
  'Caller',
  'Called',
  'phoneNumber',
  'callerId',
  'callerIds',
  'lineNumber',
  'notes',
  'customer',
]

const redactedPaths = [
  ...FIELDS.flatMap((field) => [field, `*.${field}`]),
  'req.headers.authorization',
  'req.headers.cookie',
  'res.headers["set-cookie"]',
]

/** The server's log: lines of JSON on stderr, because stdout has the one line for programs. */
export function createLogger(
  level: string,
  destination: DestinationStream = pino.destination(2),
): Logger {
  return pino(
    {
      level,
      timestamp: pino.stdTimeFunctions.isoTime,
      // Twilio's messages, and the errors made of them, have numbers in their text.
      hooks: { streamWrite: redactText },
      base: { process: 'server' },
      redact: { paths: redactedPaths, censor: '[redacted]' },
      serializers: {
        // A query string can hold a token; the path says enough.
        req: (request: { method: string; url: string }) => ({
          method: request.method,
          path: request.url.split('?', 1)[0],
        }),
      },
    },
    destination,
  )
}
