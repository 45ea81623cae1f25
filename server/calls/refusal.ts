import type { TwilioFailure } from '../twilio/gateway.ts'
import type { Refusal } from './call-event.ts'

/** Whether asking again may help. */
export function refusalOf(failure: TwilioFailure): Refusal {
  return failure.kind === 'refused' ? 'refused' : 'unreachable'
}
