import { z } from 'zod'

/**
 * A word of a closed list, as a desk reads it. A server may be newer than the desk: a word that only the server knows is read
 * as `otherwise`, which must be visible, and harmless to act on.
 */
export function wordOf<const Word extends string, const Otherwise>(
  known: readonly Word[],
  otherwise: Otherwise,
) {
  return z.union([z.enum(known), z.string().transform((): Otherwise => otherwise)])
}
