import { z } from 'zod'
import { updatesStatus } from './updates.ts'

/** A policy that cannot be read or applied. `key` is null if it is about the whole source. */
export const policyFault = z.strictObject({
  where: z.string(),
  key: z.string().nullable(),
  why: z.string(),
})
export type PolicyFault = z.infer<typeof policyFault>

/** The state of the program: its version, its updates, and the policies that cannot be read. */
export const programNow = z.strictObject({
  version: z.string(),
  updates: updatesStatus,
  policyFaults: z.array(policyFault),
})
export type ProgramNow = z.infer<typeof programNow>
