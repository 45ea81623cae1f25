/** The first and the longest pause before Twilio is asked again, ms. */
const FIRST_MS = 1000
const LONGEST_MS = 30_000

/**
 * How long to wait after `attempts` attempts, ms: about 1, 2, 4 s and so on, and at least as long as Twilio asks for.
 * Up to a quarter is added, computed from `name`, so that calls that failed together are not retried together. It is
 * not random, so that tests can predict it.
 */
export function backOffMs(
  name: string,
  attempts: number,
  retryAfterMs: number | null = null,
): number {
  const pause = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempts, 10))
  return Math.max(pause, retryAfterMs ?? 0) + Math.floor((pause / 4) * fractionOf(name, attempts))
}

/** FNV-1a, as a fraction of one. */
function fractionOf(name: string, salt: number): number {
  let hash = 0x811c9dc5
  for (const character of `${name} ${salt}`) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  }
  return (hash >>> 0) / 2 ** 32
}
