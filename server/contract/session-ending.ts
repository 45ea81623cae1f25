import { z } from 'zod'

/** Why a session is over. The screens choose their words from it. */
export const sessionEnding = z.enum([
  /** By the agent. */
  'signed-out',
  'signed-in-elsewhere',
  /** By an administrator. */
  'account-removed',
  'account-disabled',
  'password-changed',
  'signed-out-everywhere',
  /** A refresh token came a second time after its successor was used: somebody has a copy. */
  'session-copied',
  /** It was not renewed for too long. */
  'session-expired',
])
export type SessionEnding = z.infer<typeof sessionEnding>
