import type { z } from 'zod'

import type { NetworkFault, Outcome } from '../network/outcome.ts'

type FaultCode = NetworkFault['code'] | 'bad-request' | 'forbidden' | 'not-found' | 'no-such-client'

const STATUS: Readonly<Record<FaultCode, number>> = {
  'bad-request': 400,
  'bad-sound': 400,
  forbidden: 403,
  'not-found': 404,
  'no-such-phone': 404,
  'no-such-client': 404,
  'phone-in-use': 409,
  'no-call': 409,
}

/** A refusal that the control API answers as `{ error: { code, message } }`. */
export class ControlFault extends Error {
  readonly code: FaultCode
  readonly status: number

  constructor(code: FaultCode, message: string) {
    super(message)
    this.code = code
    this.status = STATUS[code]
  }
}

/** The value of an outcome; its fault becomes the answer of the request. */
export function valueOf<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value
  throw new ControlFault(outcome.fault.code, outcome.fault.message)
}

/** What a request carries, parsed; the message names every field that is wrong. */
export function parsed<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value ?? {})
  if (result.success) return result.data
  const issues = result.error.issues.map(({ path, message }) =>
    path.length > 0 ? `${path.join('.')}: ${message}` : message,
  )
  throw new ControlFault('bad-request', issues.join('; '))
}
