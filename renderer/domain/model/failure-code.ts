import type { DiallingRefusal } from '../../../server/contract/dialling-refusal.ts'
import type { ErrorCode } from '../../../server/contract/errors.ts'
import type { SessionEnding } from '../../../server/contract/session-ending.ts'

/** Why the server did not do what was requested: its code, no answer, or how the session ended. */
export type FailureCode = ErrorCode | SessionEnding | 'unreachable'

const refusals: Readonly<Record<DiallingRefusal, true>> = {
  'emergency-not-allowed': true,
  'premium-number': true,
  'personal-number': true,
  'shared-cost-number': true,
  'satellite-number': true,
  'international-network-number': true,
  'pager-number': true,
  'voicemail-number': true,
  'unknown-number': true,
  'country-not-allowed': true,
  'party-limit': true,
  'agent-call-rate': true,
  'agent-leg-limit': true,
  'agent-minute-limit': true,
  'account-call-rate': true,
  'account-leg-limit': true,
  'account-minute-limit': true,
}

/** Whether the dial policy or a limit is the reason, so that the number itself has to be changed. */
export function isDiallingRefusal(problem: string): problem is DiallingRefusal {
  return Object.hasOwn(refusals, problem)
}
