/** A connection that should be up and is not, over all attempts to connect. */
export interface Outage {
  /** Since when, this machine's clock. */
  readonly since: number
  /** When the Device or Worker is built again. */
  readonly rebuildAt: number
  readonly rebuilds: number
  /** It has lasted so long that the agent sees it. */
  readonly late: boolean
  /** Twilio has answered and refused our token. */
  readonly refused: boolean
}

/** How long a connection may take before the agent sees the failure. */
const LATE_MS = 10_000
const LONGEST_WAIT_MS = 120_000

/** @param timeoutMs how long the SDK has before it is built again for the first time. */
export function beginOutage(at: number, timeoutMs: number): Outage {
  return { since: at, rebuildAt: at + timeoutMs, rebuilds: 0, late: false, refused: false }
}

/** The outage after a rebuild at `at`. Each rebuild has more time than the one before. */
export function withRebuild(outage: Outage | null, at: number, timeoutMs: number): Outage {
  if (outage === null) return beginOutage(at, timeoutMs)
  const rebuilds = outage.rebuilds + 1
  const wait = Math.min(timeoutMs * 2 ** rebuilds, LONGEST_WAIT_MS)
  return { ...outage, rebuilds, rebuildAt: at + wait }
}

/** The same outage, shown to the agent once it is long enough. */
export function withLateness(outage: Outage, at: number): Outage {
  return outage.late || at - outage.since < LATE_MS ? outage : { ...outage, late: true }
}

/** The outage of the Device or of the Worker's link; null while it is up or off. */
export function outageOf(
  part: { readonly kind: string } | { readonly outage: Outage },
): Outage | null {
  return 'outage' in part ? part.outage : null
}
