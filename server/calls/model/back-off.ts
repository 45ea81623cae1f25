/** The first pause before Twilio is asked again, and the longest, ms. */
const FIRST_MS = 1000
const LONGEST_MS = 30_000

/** The longest while somebody waits at the telephone, ms. */
export const LONGEST_WHILE_WAITING_MS = 8000

/**
 * How long to wait before the try after `attempts` ones, ms: about 1, 2, 4 s and so on, and no less than Twilio asks for. Up to a
 * quarter is added by `name`, so that what failed together is not tried again together: jitter that needs no chance, and
 * that a test can foretell.
 */
export function backOffMs(
  name: string,
  attempts: number,
  retryAfterMs: number | null = null,
  longestMs = LONGEST_MS,
): number {
  const pause = Math.min(longestMs, FIRST_MS * 2 ** Math.min(attempts, 10))
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
