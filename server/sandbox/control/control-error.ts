import type { z } from 'zod'

import type { NetworkFailure, NetworkResult } from '../network/network-result.ts'

type ControlErrorCode =
  | NetworkFailure['code']
  | 'bad-request'
  | 'forbidden'
  | 'not-found'
  | 'no-such-client'
  | 'no-such-reservation'

const STATUS: Readonly<Record<ControlErrorCode, number>> = {
  'bad-request': 400,
  'bad-sound': 400,
  forbidden: 403,
  'not-found': 404,
  'no-such-phone': 404,
  'no-such-client': 404,
  'no-such-reservation': 404,
  'phone-in-use': 409,
  'no-call': 409,
}

/** A refusal that the control API answers as `{ error: { code, message } }`. */
export class ControlError extends Error {
  readonly code: ControlErrorCode
  readonly status: number

  constructor(code: ControlErrorCode, message: string) {
    super(message)
    this.code = code
    this.status = STATUS[code]
  }
}

/** The value of an outcome; its fault becomes the answer of the request. */
export function valueOrThrow<T>(outcome: NetworkResult<T>): T {
  if (outcome.ok) return outcome.value
  throw new ControlError(outcome.failure.code, outcome.failure.message)
}

/** What a request carries, parsed; the message names every field that is wrong. */
export function parse<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value ?? {})
  if (result.success) return result.data
  const issues = result.error.issues.map(({ path, message }) =>
    path.length > 0 ? `${path.join('.')}: ${message}` : message,
  )
  throw new ControlError('bad-request', issues.join('; '))
}
