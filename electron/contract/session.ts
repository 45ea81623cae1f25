import type { z } from 'zod'
import { session, welcome } from '../../server/contract/session.ts'

/**
 * The page's part of a session, in the server's own words. The refresh token is missing on purpose: it stays in the main
 * process. Unknown fields are dropped, not refused, so that a newer server does not lock out an older desktop.
 */
export const pageSession = session.omit({ refreshToken: true })
export type PageSession = z.infer<typeof pageSession>

export { welcome }
export type { Welcome } from '../../server/contract/session.ts'
