import type { TwilioFailure } from '../../twilio/gateway.ts'
import type { Refusal } from '../model/call-event.ts'

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

/** What a failure means to a call. Anybody who repairs the settings ends a wrong configuration: until then it is tried again. */
export function refusalOf({ kind }: TwilioFailure): Refusal {
  return kind === 'gone' || kind === 'refused' ? kind : 'unreachable'
}
