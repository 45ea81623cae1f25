import type { TwilioFailure } from '../../twilio/gateway.ts'
import type { EffectFailure } from '../model/call-event.ts'

/** An effect that Twilio did not do, and that is run again later: it has no result yet. */
export interface Postponed {
  readonly kind: 'postponed'
  /** Not before that, ms; null where Twilio does not say. */
  readonly retryAfterMs: number | null
}

/** Null for a failure that another attempt cannot change. */
export function postponeUnlessFinal(failure: TwilioFailure): Postponed | null {
  if (toEffectFailure(failure) !== 'unreachable') return null
  return { kind: 'postponed', retryAfterMs: getRetryAfterMs(failure) }
}

/** What a failure means to a call. A wrong configuration can be repaired, so it is retried until then. */
export function toEffectFailure({ kind }: TwilioFailure): EffectFailure {
  return kind === 'gone' || kind === 'refused' ? kind : 'unreachable'
}

/** How long Twilio asks us to wait, ms; null where it does not say. */
export function getRetryAfterMs(failure: TwilioFailure): number | null {
  return failure.kind === 'unavailable' ? failure.retryAfterMs : null
}
