import { createHmac } from 'node:crypto'
import type { Secret } from '../config/secret.ts'

/**
 * Twilio signs whatever it posts, also to an address that somebody else gave it: who has a Worker's token may name the
 * callbacks of a call. So the server signs each of its addresses that has a query.
 */
export interface UrlSignatures {
  /** For a path under the public URL, and a query. */
  of(path: string, query: Readonly<Record<string, string>>): string
}

/** The query's parameter for it. */
export const SIGNATURE = 'seal'

export function createUrlSignatures(secret: Secret): UrlSignatures {
  return {
    of(path, query) {
      const pairs = Object.entries(query)
        .filter(([name]) => name !== SIGNATURE)
        .toSorted()
      return createHmac('sha256', secret.reveal())
        .update(JSON.stringify(['webhook', path, pairs]))
        .digest('base64url')
    },
  }
}
