import pino from 'pino'

export type Log = Pick<pino.Logger, 'info' | 'warn' | 'error'>

/** One line of JSON per event, on stderr. Whatever could hold a secret is censored by its name, at any depth that we log. */
export function createLog(level: string): Log {
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
  return pino(
    {
      name: 'desktop',
      level,
      redact: { paths: secrets.flatMap((name) => [name, `*.${name}`]), censor: '[redacted]' },
    },
    pino.destination({ dest: 2, sync: true }),
  )
}
