import type { TakenOut } from '../contract/desk.ts'
import type { ReadinessReport } from '../contract/realtime.ts'

/** How long routing trusts a desk after its last proof, ms. */
export const LEASE_MS = 15_000

/**
 * Whether a report proves that a call can reach a person: the Device is registered, and no fault of the microphone is known.
 * Only a proof renews the lease. Without reports it ends, as with bad ones.
 */
export function proves(report: ReadinessReport): boolean {
  return (
    report.device === 'registered' &&
    report.microphone !== 'blocked' &&
    report.microphone !== 'missing'
  )
}

/** Why a desk has no proof. `last`: its last report; undefined when there was none. */
export function whyNot(last: ReadinessReport | undefined): TakenOut['reason'] {
  if (last === undefined || proves(last)) return 'silent'
  return last.device === 'registered' ? 'microphone' : 'device'
}
