import { z } from 'zod'
import { instant } from '../clock.ts'
import { endReason } from '../contract/desk.ts'
import type { Disposition, WrapUpSnapshot } from '../contract/desk.ts'
import { succeed, fail } from '../contract/result.ts'
import type { Result } from '../contract/result.ts'
import { wrapUpDraft } from '../contract/wrap-up-draft.ts'
import type { WrapUpDraft } from '../contract/wrap-up-draft.ts'
import type { WrapUpRow } from '../store/tables.ts'

/** How much time an agent gets with each extension, ms. */
export const EXTENSION_MS = 60_000

/** What does not change in after-call work; stored as JSON. */
export const wrapUpFacts = z.object({
  customerName: z.string().nullable(),
  customerNumber: z.string().nullable(),
  direction: z.enum(['inbound', 'outbound']),
  queueName: z.string().nullable(),
  reason: endReason,
  talkedSeconds: z.number(),
})
export type WrapUpFacts = z.infer<typeof wrapUpFacts>

/** What the agent has filled in so far. Throws when the row cannot be read. */
export function draftOf({ draft }: Pick<WrapUpRow, 'draft'>): WrapUpDraft {
  return wrapUpDraft.parse(JSON.parse(draft))
}

/** Whether after-call work can be completed with this draft. Returns the disposition's label. */
export function checkDraft(
  draft: Pick<WrapUpDraft, 'dispositionId'>,
  required: boolean,
  choices: readonly Disposition[],
): Result<string | null, 'unknown-disposition' | 'disposition-required'> {
  if (draft.dispositionId === null) {
    return required ? fail('disposition-required') : succeed(null)
  }
  const choice = choices.find(({ id }) => id === draft.dispositionId)
  return choice === undefined ? fail('unknown-disposition') : succeed(choice.label)
}

export function wrapUpSnapshot(row: WrapUpRow, choices: readonly Disposition[]): WrapUpSnapshot {
  return {
    callId: row.call_id,
    ...wrapUpFacts.parse(JSON.parse(row.facts)),
    startedAt: instant(row.started_at),
    deadline: instant(row.deadline),
    required: row.required === 1,
    choices: [...choices],
    draft: draftOf(row),
  }
}
