import { z } from 'zod'

/**
 * What an agent fills in for after-call work. The request, the stored JSON, the snapshot, what the page has typed and the
 * provider all follow from this: a new field is added here, with a `default` for what was stored or sent without it.
 */
export const wrapUpDraft = z.object({
  dispositionId: z.string().nullable(),
  notes: z.string(),
})
export type WrapUpDraft = Readonly<z.infer<typeof wrapUpDraft>>

const untouched: WrapUpDraft = { dispositionId: null, notes: '' }

/** A draft in which only `filledIn` has been filled in. */
export function makeDraft(filledIn: Partial<WrapUpDraft> = {}): WrapUpDraft {
  return { ...untouched, ...filledIn }
}

/** `PUT /api/wrap-ups/:callId/draft`, saved as it is typed; `POST /api/wrap-ups/:callId/complete`. */
export const wrapUpDraftRequest = z.strictObject({
  ...wrapUpDraft.shape,
  notes: z.string().max(10_000),
})
