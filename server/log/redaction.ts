/**
 * Fields that no log line shows at all, at its top and one level below; add here before logging a new kind of object.
 * Numbers and secrets under other names, and within texts, are cut from the whole line afterwards (`redactText`).
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
