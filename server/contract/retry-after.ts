const LONGEST_MS = 60 * 60_000

/** How long an answer asks to wait before the next try, ms, by its `Retry-After` in seconds (RFC 9110, 10.2.3). At most an hour. */
export function retryAfterMs(header: string | null): number | undefined {
  if (header === null || !/^\d{1,9}$/.test(header)) return undefined
  return Math.min(Number(header) * 1000, LONGEST_MS)
}
