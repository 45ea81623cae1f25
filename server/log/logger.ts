import { pino } from 'pino'
import type { DestinationStream, Logger } from 'pino'
import { redactText } from '../contract/redaction/redact-text.ts'
import { redactedPaths } from './redaction.ts'

export type { Logger } from 'pino'

/** The server's log: lines of JSON on stderr, because stdout carries the one line for programs. */
export function createLogger(
  level: string,
  destination: DestinationStream = pino.destination(2),
): Logger {
  return pino(
    {
      level,
      timestamp: pino.stdTimeFunctions.isoTime,
      // Whatever the fields are called: Twilio's messages and the errors made of them name the numbers that they are about.
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
