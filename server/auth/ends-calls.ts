import type { SessionEnding } from '../contract/session-ending.ts'

/**
 * A session that ran out, or whose renewal went wrong, ends no call: the same person goes on talking and signs in over it.
 * After all other endings nobody of this account is to talk to customers.
 */
export function endsCalls(because: SessionEnding): boolean {
  return because !== 'session-copied' && because !== 'session-expired'
}
