import type { Problem } from '../domain/problem.ts'

/** An expected failure is a value: the code is for screens, `retryable` says whether to ask again. */
export interface Failure {
  readonly code: Problem
  readonly retryable: boolean
  /** How long to wait before that, where the other side has said it. */
  readonly retryAfterMs?: number | undefined
}

export type Result<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Failure }

export function done<Value>(value: Value): Result<Value> {
  return { ok: true, value }
}

export function failure(code: Problem, retryable: boolean, afterMs?: number): Result<never> {
  const error = { code, retryable }
  return { ok: false, error: afterMs === undefined ? error : { ...error, retryAfterMs: afterMs } }
}
