import { useState } from 'react'
import type { Purpose, TargetDraft } from './target-query.ts'

export const emptyDraft: TargetDraft = { typed: '', reason: '' }

/** What was typed into the panels of each call and was not used yet. */
export interface TargetDrafts {
  of(callId: string, purpose: Purpose): TargetDraft | undefined
  /** Null once a target is chosen. */
  write(callId: string, purpose: Purpose, draft: TargetDraft | null): void
}

/** A desk has two calls at most, with three panels each. */
const mostDrafts = 6

export function useTargetDrafts(): TargetDrafts {
  const [drafts, setDrafts] = useState<ReadonlyMap<string, TargetDraft>>(new Map())
  return {
    of: (callId, purpose) => drafts.get(`${purpose} ${callId}`),
    write: (callId, purpose, draft) =>
      setDrafts((before) => {
        const key = `${purpose} ${callId}`
        const others = [...before].filter(([other]) => other !== key)
        return new Map(
          draft === null ? others : [...others, [key, draft] as const].slice(-mostDrafts),
        )
      }),
  }
}
