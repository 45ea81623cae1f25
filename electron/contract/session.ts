import type { z } from 'zod'
import { session, welcome } from '../../server/contract/session.ts'

/**
 * The part of a session that the page gets. The refresh token is missing on purpose: it stays in the main process.
 * Unknown fields are dropped, so that a newer server still works with an older desktop.
 */
export const pageSession = session.omit({ refreshToken: true })
export type PageSession = z.infer<typeof pageSession>

export { welcome }
export type { Welcome } from '../../server/contract/session.ts'
