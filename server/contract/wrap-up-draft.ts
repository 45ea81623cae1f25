import { z } from 'zod'

/**
 * What an agent fills in for after-call work. Request, stored JSON, snapshot, page and provider all use this schema: add a
 * new field here, with a `default` for what was stored or sent without it.
 */
export const wrapUpDraft = z.object({
  dispositionId: z.string().nullable(),
  notes: z.string(),
})
export type WrapUpDraft = Readonly<z.infer<typeof wrapUpDraft>>

/** An empty draft, but for `filledIn`. */
export function makeDraft(filledIn: Partial<WrapUpDraft> = {}): WrapUpDraft {
  return { dispositionId: null, notes: '', ...filledIn }
}

/** `PUT /api/wrap-ups/:callId/draft`, while it is typed, and `POST /api/wrap-ups/:callId/complete`. */
export const wrapUpDraftRequest = z.strictObject({
  ...wrapUpDraft.shape,
  notes: z.string().max(10_000),
})
