import type { TwilioFailure } from '../../twilio/gateway.ts'
import { refusalOf } from './refusal.ts'

/** A command that Twilio did not take, and that is carried out later: nothing has come of it yet. */
export interface PutOff {
  readonly kind: 'put-off'
  /** Not before that; null where Twilio does not say. */
  readonly retryAfterMs: number | null
}

/** Null for a failure after which asking again is useless. */
export function putOff(failure: TwilioFailure): PutOff | null {
  if (refusalOf(failure) !== 'unreachable') return null
  return later(failure)
}

/** Tried again whatever the failure is. */
export function later(failure: TwilioFailure): PutOff {
  return {
    kind: 'put-off',
    retryAfterMs: failure.kind === 'unavailable' ? failure.retryAfterMs : null,
  }
}
