import { useEffect, useRef, useState } from 'react'
import type { WrapUpSnapshot } from '../../../server/contract/desk.ts'
import type { Actions } from '../../view/actions.ts'
import type { WrapUpDraft } from '../../../server/contract/wrap-up-draft.ts'
import { useText } from '../../i18n/text.ts'
import { resolveDisposition } from './match-disposition.ts'

function labelOf(wrapUp: WrapUpSnapshot, dispositionId: string | null): string {
  return wrapUp.choices.find((choice) => choice.id === dispositionId)?.label ?? ''
}

/**
 * What is being typed for one wrap-up. Begins with the server's draft, then the screen leads: each change
 * is saved at once. Mount a new one for another call.
 */
export function useDraft(wrapUp: WrapUpSnapshot, typedNotes: string | undefined, actions: Actions) {
  const text = useText().wrapUp
  const { callId, choices, required } = wrapUp
  const [draft, setDraft] = useState(() => ({
    ...wrapUp.draft,
    notes: typedNotes ?? wrapUp.draft.notes,
  }))
  const [typed, setTyped] = useState(() => labelOf(wrapUp, wrapUp.draft.dispositionId))
  const [refusal, setRefusal] = useState<string | null>(null)

  const initial = useRef({ draft, differs: draft.notes !== wrapUp.draft.notes })
  useEffect(() => {
    if (initial.current.differs) {
      actions.softphone.afterCallWork.draft(callId, initial.current.draft)
    }
    initial.current.differs = false
  }, [actions, callId])

  function fillIn(change: Partial<WrapUpDraft>): void {
    const next = { ...draft, ...change }
    setDraft(next)
    actions.softphone.afterCallWork.draft(callId, next)
  }

  return {
    typed,
    draft,
    refusal,
    setDisposition(nextTyped: string, nextId: string | null) {
      setTyped(nextTyped)
      setRefusal(null)
      if (nextId !== draft.dispositionId) fillIn({ dispositionId: nextId })
    },
    fillIn,
    /** Completes if the disposition is clear; else says why not and returns false. */
    complete(): boolean {
      const resolved = resolveDisposition(choices, typed, required)
      if (resolved.kind === 'refused') {
        setRefusal(text.refusal[resolved.why])
        return false
      }
      const { dispositionId } = resolved
      const done = { ...draft, dispositionId }
      setDraft(done)
      setTyped(labelOf(wrapUp, dispositionId))
      actions.softphone.afterCallWork.complete(callId, done)
      return true
    },
  }
}
