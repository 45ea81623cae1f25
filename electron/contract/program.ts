import { z } from 'zod'
import { updatesStatus } from './updates.ts'

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
