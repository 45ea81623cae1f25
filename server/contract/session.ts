import { z } from 'zod'
import { FIRST_PROTOCOL, protocol } from './protocol.ts'
import { wordOf } from './reading.ts'

export const agent = z.object({
  userId: z.string(),
  username: z.string(),
  displayName: z.string(),
  /** `tenant_<tenantId>_user_<userId>`: the Voice identity and the Worker's friendly name. */
  identity: z.string(),
  /** A role that only a newer server knows is read as the one that may do least. */
  role: wordOf(['agent', 'supervisor'], 'agent'),
})
export type Agent = z.infer<typeof agent>

/**
 * How the refresh token travels. `cookie`: HttpOnly, for the web phone, whose page must not hold it.
 * `body`: for the desktop's main process, which puts it into the keychain.
 */
const delivery = z.enum(['cookie', 'body'])

export const signInRequest = z.strictObject({
  username: z.string().min(1).max(200),
  password: z.string().min(1).max(1000),
  delivery,
})

/** Signs in a demo account by its name. The route exists only on the sandbox. */
export const demoSignInRequest = z.strictObject({ username: z.string().min(1).max(200), delivery })

/** With `cookie` delivery the token is read from the cookie and the body is empty. */
export const refreshRequest = z.strictObject({
  delivery,
  refreshToken: z.string().optional(),
})

export const session = z.object({
  agent,
  /** A JWT for `Authorization: Bearer` and for Socket.IO's `auth.token`. Minutes, not hours. */
  accessToken: z.string(),
  accessTokenExpiresAt: z.iso.datetime(),
  /**
   * Only with `body` delivery. Each refresh replaces it. The one before gets the same answer for a short time, because the
   * first answer can be lost, until this one is used.
   */
  refreshToken: z.string().optional(),
})
export type Session = z.infer<typeof session>

/** What a client needs before anybody has signed in. */
export const welcome = z.object({
  product: z.literal('Cordboard'),
  version: z.string(),
  protocol: protocol.default(FIRST_PROTOCOL),
  /** Only on the sandbox: accounts that need no password. */
  demoAccounts: z.array(z.object({ username: z.string(), displayName: z.string() })),
  /** Only on the sandbox: the page on which a person plays the customer. */
  customerPage: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .catch(null),
})
export type Welcome = z.infer<typeof welcome>
