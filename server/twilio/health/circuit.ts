/**
 * Whether one kind of request works at Twilio. After some failures in a row the circuit is open: for a while nothing of that
 * kind is asked that can wait, then one request tries whether it works again.
 */
export interface Circuit {
  /** In a row. */
  readonly failures: number
  readonly since: number
  readonly lastAt: number
  /** Until when requests that can wait are held back. */
  readonly openUntil: number
}

/** So many failures in a row are not the fault of one request. */
export const OPEN_AFTER = 5

/** How long requests are held back before one is let through, ms. */
export const OPEN_MS = 2000

export function onFailure(before: Circuit | null, at: number): Circuit {
  const failures = (before?.failures ?? 0) + 1
  const openUntil = failures >= OPEN_AFTER ? at + OPEN_MS : 0
  return { failures, since: before?.since ?? at, lastAt: at, openUntil }
}

/** How long a request that can wait is to be held back, ms; null for one that may be made now, and is the only one of its time. */
export function heldBackMs(circuit: Circuit | null, at: number): number | null {
  if (circuit === null || at >= circuit.openUntil) return null
  return circuit.openUntil - at
}

/** One is let through: the others wait for what comes of it. */
export function tryingAgain(circuit: Circuit, at: number): Circuit {
  return circuit.failures >= OPEN_AFTER ? { ...circuit, openUntil: at + OPEN_MS } : circuit
}
