/**
 * Whether one kind of request works at Twilio. After some failures in a row the circuit is open: requests of that kind that can
 * wait are held back for a while. Then one request tries whether it works again.
 */
export interface Circuit {
  /** In a row. */
  readonly failures: number
  readonly since: number
  readonly lastAt: number
  /** Until when requests that can wait are held back. */
  readonly openUntil: number
}

/** After so many failures in a row the circuit opens. */
export const OPEN_AFTER = 5

/** How long requests are held back before one is let through, ms. */
export const OPEN_MS = 2000

export function onFailure(before: Circuit | null, at: number): Circuit {
  const failures = (before?.failures ?? 0) + 1
  const openUntil = failures >= OPEN_AFTER ? at + OPEN_MS : 0
  return { failures, since: before?.since ?? at, lastAt: at, openUntil }
}

/** How long a request that can wait is held back, ms; null when it may be made now. */
export function heldBackMs({ openUntil }: Circuit, at: number): number | null {
  return at < openUntil ? openUntil - at : null
}

/** One request is made, and the others wait for its answer. */
export function tryingAgain(circuit: Circuit, at: number): Circuit {
  return circuit.failures >= OPEN_AFTER ? { ...circuit, openUntil: at + OPEN_MS } : circuit
}
