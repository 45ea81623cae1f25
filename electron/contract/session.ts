import { z } from 'zod'

/** Whom the session belongs to, as the server describes them. */
export const agent = z.object({
  userId: z.string(),
  username: z.string(),
  displayName: z.string(),
  identity: z.string(),
  role: z.enum(['agent', 'supervisor']),
})

/**
 * The page's part of a session. The refresh token is missing on purpose: it stays in the main process.
 * Unknown fields are dropped, not refused, so that a newer server does not lock out an older desktop.
 */
export const pageSession = z.object({
  agent,
  accessToken: z.string(),
  accessTokenExpiresAt: z.iso.datetime(),
})
export type PageSession = z.infer<typeof pageSession>

/** What a client needs before anybody has signed in. */
export const welcome = z.object({
  product: z.literal('Cordboard'),
  version: z.string(),
  demoAccounts: z.array(z.object({ username: z.string(), displayName: z.string() })),
})
export type Welcome = z.infer<typeof welcome>
