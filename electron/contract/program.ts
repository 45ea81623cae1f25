import { z } from 'zod'

/**
 * Why a release is not installed. `unsigned`: no signature; `wrong-signature`: by a key that this program does not
 * trust; `not-understood`: in a format that this version does not know; `changed-file`: a file is not the one that
 * was signed.
 */
export const updateRefusal = z.enum([
  'unsigned',
  'wrong-signature',
  'not-understood',
  'changed-file',
])
export type UpdateRefusal = z.infer<typeof updateRefusal>

/** Why this installation does not check for updates. */
export const updatesOff = z.enum(['policy', 'unpacked', 'no-feed', 'no-key', 'managed-by-system'])
export type UpdatesOff = z.infer<typeof updatesOff>

const version = z.string().min(1).max(100)

export const updatesStatus = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('off'), why: updatesOff }),
  /** No check yet. */
  z.strictObject({ kind: z.literal('waiting') }),
  z.strictObject({ kind: z.literal('looking') }),
  z.strictObject({ kind: z.literal('newest') }),
  /** The check or the download failed; it is tried again. */
  z.strictObject({ kind: z.literal('failed') }),
  /** It was published recently, and the policy lets it wait. */
  z.strictObject({ kind: z.literal('deferred'), version }),
  z.strictObject({ kind: z.literal('fetching'), version }),
  /** It is installed as soon as the desk is idle, or when the program quits. */
  z.strictObject({ kind: z.literal('ready'), version }),
  z.strictObject({ kind: z.literal('refused'), version, why: updateRefusal }),
])
export type UpdatesStatus = z.infer<typeof updatesStatus>

/** A policy that cannot be read or applied. `key` is null if it is about the whole source. */
export const policyFailure = z.strictObject({
  where: z.string(),
  key: z.string().nullable(),
  why: z.string(),
})
export type PolicyFailure = z.infer<typeof policyFailure>

/** The state of the program: its version, its updates, and the policies that cannot be read. */
export const programStatus = z.strictObject({
  version: z.string(),
  updates: updatesStatus,
  policyFailures: z.array(policyFailure),
})
export type ProgramStatus = z.infer<typeof programStatus>
