import { z } from 'zod'

/** One event of the page, for the log. Only names, codes and ids. */
export const pageLogLine = z.strictObject({
  /** Milliseconds since 1970. */
  at: z.number().min(0).max(8.64e15),
  kind: z.string().min(1).max(100),
  details: z.record(
    z.string().max(50),
    z.union([z.string().max(1000), z.number(), z.boolean(), z.null()]),
  ),
})
export type PageLogLine = z.infer<typeof pageLogLine>

/** `cancelled`: the person chose no file. */
export const exportOutcome = z.enum(['saved', 'cancelled', 'failed'])
export type ExportOutcome = z.infer<typeof exportOutcome>
