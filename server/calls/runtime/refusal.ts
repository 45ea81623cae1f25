import type { TwilioFailure } from '../../twilio/gateway.ts'
import type { Refusal } from '../model/call-event.ts'

/** What a failure means to a call. Anybody who repairs the settings ends a wrong configuration: until then it is tried again. */
export function refusalOf({ kind }: TwilioFailure): Refusal {
  return kind === 'gone' || kind === 'refused' ? kind : 'unreachable'
}
