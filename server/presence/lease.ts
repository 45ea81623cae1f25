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
