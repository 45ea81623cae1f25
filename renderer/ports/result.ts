import { fail } from '../../server/contract/result.ts'
import type { Result } from '../../server/contract/result.ts'
import type { FailureCode } from '../domain/model/failure-code.ts'

/** An expected failure is a value: the code is for screens, `retryable` says whether to ask again. */
export interface Failure {
  readonly code: FailureCode
  readonly retryable: boolean
  /** How long to wait before a retry, when the other side says it. */
  readonly retryAfterMs?: number | undefined
}

export type ServerResult<Value> = Result<Value, Failure>

export function failWith(
  code: FailureCode,
  retryable: boolean,
  retryAfterMs?: number,
): ServerResult<never> {
  return fail({ code, retryable, retryAfterMs })
}
