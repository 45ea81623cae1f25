import pino from 'pino'

export type Log = Pick<pino.Logger, 'info' | 'warn' | 'error'>

/** Where lines go beside stderr, and the last thing that happens to each of them. */
export interface LogFile {
  readonly redact: (line: string) => string
  readonly file: { write(line: string): void }
}

/** One line of JSON per event. Whatever could hold a secret is censored by its name, at any depth that we log. */
export function createLog(level: string, kept?: LogFile): Log {
  const secrets = [
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
  const stderr = pino.destination({ dest: 2, sync: true })
  return pino(
    {
      name: 'desktop',
      level,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: secrets.flatMap((name) => [name, `*.${name}`]), censor: '[redacted]' },
      ...(kept === undefined ? {} : { hooks: { streamWrite: kept.redact } }),
    },
    kept === undefined
      ? stderr
      : { write: (line) => [stderr, kept.file].forEach((to) => to.write(line)) },
  )
}
