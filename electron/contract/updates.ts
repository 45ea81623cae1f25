import { z } from 'zod'

/**
 * Why a release is not taken. `unsigned`: nobody vouches for it; `wrong-signature`: nobody that this program trusts;
 * `not-understood`: what it says is in no form known here; `changed-file`: a file is not the one that was signed.
 */
export const updateRefusal = z.enum([
  'unsigned',
  'wrong-signature',
  'not-understood',
  'changed-file',
])
export type UpdateRefusal = z.infer<typeof updateRefusal>

/** Why this installation does not look for updates. */
export const updatesOff = z.enum(['policy', 'unpacked', 'no-feed', 'no-key', 'managed-by-system'])
export type UpdatesOff = z.infer<typeof updatesOff>

const version = z.string().min(1).max(100)

/** How the program stands with its updates. */
export const updatesStatus = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('off'), why: updatesOff }),
  /** Nothing has been looked for yet. */
  z.strictObject({ kind: z.literal('waiting') }),
  z.strictObject({ kind: z.literal('looking') }),
  z.strictObject({ kind: z.literal('newest') }),
  /** Nobody could be asked, or nothing could be fetched; it is tried again. */
  z.strictObject({ kind: z.literal('failed') }),
  /** It was published so short a time ago that the policy lets it wait. */
  z.strictObject({ kind: z.literal('deferred'), version }),
  z.strictObject({ kind: z.literal('fetching'), version }),
  /** It is installed as soon as nobody needs the program, or when it is left. */
  z.strictObject({ kind: z.literal('ready'), version }),
  z.strictObject({ kind: z.literal('refused'), version, why: updateRefusal }),
])
export type UpdatesStatus = z.infer<typeof updatesStatus>
