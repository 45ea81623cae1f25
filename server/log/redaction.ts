/**
 * What no log line may show: secrets, tokens and telephone numbers. Every field name is removed at the
 * top of a line and one level below; add here before logging a new kind of object.
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
] as const

export const redactedPaths: string[] = [
  ...FIELDS.flatMap((field) => [field, `*.${field}`]),
  'req.headers.authorization',
  'req.headers.cookie',
  'res.headers["set-cookie"]',
]
