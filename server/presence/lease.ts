import type { TakenOut } from '../contract/desk.ts'
import type { ReadinessReport } from '../contract/realtime.ts'

/** How long routing trusts a desk after its last proof, ms. */
export const LEASE_MS = 15_000

/**
 * Whether a report proves that a call can reach a person: registered for calls, and a microphone that is
 * not known to be dead. Only a proof renews the lease; silence and bad news alike let it run out.
 */
export function proves(report: ReadinessReport): boolean {
  return (
    report.device === 'registered' &&
    report.microphone !== 'blocked' &&
    report.microphone !== 'missing'
  )
}

/** Why a desk whose last word was this does not prove itself. Undefined: it has said nothing at all. */
export function whyNot(last: ReadinessReport | undefined): TakenOut['reason'] {
  if (last === undefined || proves(last)) return 'silent'
  return last.device === 'registered' ? 'microphone' : 'device'
}
