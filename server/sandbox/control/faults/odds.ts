import { z } from 'zod'
import { anySeed } from '../../chance.ts'
import type { Odds } from '../../faults.ts'

/** The fields of every fault that say how often it happens. */
export const oddsFields = {
  times: z.int().min(1).max(1_000_000).nullable().optional(),
  probability: z.number().gt(0).max(1).optional(),
  seed: z
    .int()
    .min(0)
    .max(2 ** 32 - 1)
    .optional(),
}

type OddsInput = z.infer<z.ZodObject<typeof oddsFields>>

/** Once; with a probability, until it is cleared. Any seed unless one is given. */
export function oddsOf({ times, probability, seed }: OddsInput): Odds {
  return {
    probability: probability ?? 1,
    seed: seed ?? anySeed(),
    times: times === undefined ? (probability === undefined ? 1 : null) : times,
  }
}
