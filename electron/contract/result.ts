import { z } from 'zod'
import { fail } from '../../server/contract/result.ts'
import type { Result } from '../../server/contract/result.ts'

/**
 * Why the main process did not do what was requested. A closed list and a subset of the server’s codes, with
 * `unreachable` for a server that does not answer or is not ours.
 */
export const desktopFailureCode = z.enum([
  'invalid-request',
  'wrong-credentials',
  'signed-out',
  'forbidden',
  'not-found',
  'too-many-requests',
  'internal',
  'unreachable',
])
export type DesktopFailureCode = z.infer<typeof desktopFailureCode>

export interface DesktopFailure {
  readonly code: DesktopFailureCode
  /** For logs. Screens choose their own words by `code`. */
  readonly message: string
  readonly retryable: boolean
  /** How long the server asks to wait before a retry. */
  readonly retryAfterMs?: number
}

/** Every reply to the page. A value, because Electron keeps only the message of a thrown error. */
export type DesktopResult<T> = Result<T, DesktopFailure>

/** A failed result. `retryable` means that the same request may succeed later. */
export function failWith(
  code: DesktopFailureCode,
  message: string,
  retryable = false,
): DesktopResult<never> {
  return fail({ code, message, retryable })
}
