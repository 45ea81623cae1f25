import { createHmac } from 'node:crypto'
import type { Secret } from '../config/secret.ts'

/**
 * Twilio signs whatever it posts, also to an address that somebody else has given it: with a Worker's token anybody may name the
 * callbacks of a call. So an address with a query has a signature, by which it is one that the server has made.
 */
export interface UrlSignatures {
  /** For a path under the public URL, and a query. */
  of(path: string, query: Readonly<Record<string, string>>): string
}

/** The parameter of the query that has it. */
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

/** The query with its signature. */
export function signedQuery(
  urlSignatures: UrlSignatures,
  path: string,
  query: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return { ...query, [SIGNATURE]: urlSignatures.of(path, query) }
}
