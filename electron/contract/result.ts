import { z } from 'zod'

/**
 * Why the main process did not do what was asked. Closed, and a subset of the server's codes, with
 * `unreachable` for a server that does not answer or is none of ours.
 */
export const desktopErrorCode = z.enum([
  'invalid-request',
  'wrong-credentials',
  'signed-out',
  'forbidden',
  'not-found',
  'too-many-requests',
  'internal',
  'unreachable',
])
export type DesktopErrorCode = z.infer<typeof desktopErrorCode>

export interface DesktopError {
  readonly code: DesktopErrorCode
  /** For logs. Screens choose their own words from `code`. */
  readonly message: string
  readonly retryable: boolean
  /** How long the server asks to wait before that. */
  readonly retryAfterMs?: number
}

/** Every reply to the page. An envelope, because Electron keeps only the message of what is thrown. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: DesktopError }

/** Wraps what was asked for. */
export function success<T>(value: T): Result<T> {
  return { ok: true, value }
}

/** Wraps a failure. `retryable` means that the same request may succeed later. */
export function failure(code: DesktopErrorCode, message: string, retryable = false): Result<never> {
  return { ok: false, error: { code, message, retryable } }
}
