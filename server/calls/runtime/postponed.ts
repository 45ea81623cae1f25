import type { TwilioFailure } from '../../twilio/gateway.ts'
import type { EffectFailure } from '../model/call-event.ts'

/** A effect that Twilio did not take, and that is carried out later: nothing has come of it yet. */
export interface Postponed {
  readonly kind: 'postponed'
  /** Not before that; null where Twilio does not say. */
  readonly retryAfterMs: number | null
}

/** Null for a failure after which asking again is useless. */
export function postponeUnlessFinal(failure: TwilioFailure): Postponed | null {
  if (toEffectFailure(failure) !== 'unreachable') return null
  return postpone(failure)
}

/** Tried again whatever the failure is. */
export function postpone(failure: TwilioFailure): Postponed {
  return {
    kind: 'postponed',
    retryAfterMs: getRetryAfterMs(failure),
  }
}

/** What a failure means to a call. Anybody who repairs the settings ends a wrong configuration: until then it is tried again. */
export function toEffectFailure({ kind }: TwilioFailure): EffectFailure {
  return kind === 'gone' || kind === 'refused' ? kind : 'unreachable'
}

/** Before that Twilio does not want to be asked again, ms; null where it does not say. */
export function getRetryAfterMs(failure: TwilioFailure): number | null {
  return failure.kind === 'unavailable' ? failure.retryAfterMs : null
}
