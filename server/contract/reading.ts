import { z } from 'zod'

/*
 * How a client reads what the server sends. A server may be newer than the desk: fields that are not known here are left
 * out, words that are not known here are read as the given one, and what is missing or of another type is still a fault.
 */

/** A word of a closed list, or `otherwise` for one that only a newer server knows: visible, and harmless to act on. */
export function wordOf<const Word extends string, const Otherwise>(
  known: readonly Word[],
  otherwise: Otherwise,
) {
  return z.union([z.enum(known), z.string().transform((): Otherwise => otherwise)])
}
