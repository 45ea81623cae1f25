import { z } from 'zod'

/** Why a session is over. The screens choose their words from it. */
export const sessionEnding = z.enum([
  /** By the agent's own word. */
  'signed-out',
  'signed-in-elsewhere',
  /** What an administrator has done. */
  'account-removed',
  'account-disabled',
  'password-changed',
  'signed-out-everywhere',
  /** A refresh token came again after its successor was used: somebody has a copy. */
  'session-copied',
  /** It was not renewed for too long. */
  'session-expired',
])
export type SessionEnding = z.infer<typeof sessionEnding>
