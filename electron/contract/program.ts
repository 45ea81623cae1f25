import { z } from 'zod'
import { updatesStatus } from './updates.ts'

/** Something that an administrator has written and that does not hold. `key` is null where the whole place is meant. */
export const policyFault = z.strictObject({
  where: z.string(),
  key: z.string().nullable(),
  why: z.string(),
})
export type PolicyFault = z.infer<typeof policyFault>

/** The program itself: which version it is, its updates, and what of the organization's settings cannot be read. */
export const programNow = z.strictObject({
  version: z.string(),
  updates: updatesStatus,
  policyFaults: z.array(policyFault),
})
export type ProgramNow = z.infer<typeof programNow>
