import { useEffect, useRef, useState } from 'react'
import type { WrapUpSnapshot } from '../../../server/contract/desk.ts'
import type { Actions } from '../../app/actions.ts'
import { useText } from '../../i18n/text.ts'
import { resolveDisposition } from './match-disposition.ts'

function labelOf(wrapUp: WrapUpSnapshot, dispositionId: string | null): string {
  return wrapUp.choices.find((choice) => choice.id === dispositionId)?.label ?? ''
}

const refusals = { choose: 'choose', 'choose-one': 'chooseOne', 'none-fits': 'noneFits' } as const

/**
 * What is being typed for one wrap-up. Begins with the server's draft, then the screen leads: each change
 * is saved at once. Mount a new one for another call.
 */
export function useDraft(wrapUp: WrapUpSnapshot, typedNotes: string | undefined, actions: Actions) {
  const text = useText().wrapUp
  const { callId, choices, required } = wrapUp
  const [dispositionId, setDispositionId] = useState(wrapUp.draft.dispositionId)
  const [typed, setTyped] = useState(() => labelOf(wrapUp, wrapUp.draft.dispositionId))
  const [notes, setNotes] = useState(typedNotes ?? wrapUp.draft.notes)
  const [refusal, setRefusal] = useState<string | null>(null)

  const initial = useRef({ dispositionId, notes, differs: notes !== wrapUp.draft.notes })
  useEffect(() => {
    const { differs, ...draft } = initial.current
    if (differs) actions.softphone.afterCallWork.draft(callId, draft)
    initial.current.differs = false
  }, [actions, callId])

  return {
    typed,
    dispositionId,
    notes,
    refusal,
    setDisposition(nextTyped: string, nextId: string | null) {
      setTyped(nextTyped)
      setRefusal(null)
      if (nextId === dispositionId) return
      setDispositionId(nextId)
      actions.softphone.afterCallWork.draft(callId, { dispositionId: nextId, notes })
    },
    setNotes(next: string) {
      setNotes(next)
      actions.softphone.afterCallWork.draft(callId, { dispositionId, notes: next })
    },
    /** Completes if the disposition is clear; else says why not and returns false. */
    complete(): boolean {
      const resolved = resolveDisposition(choices, typed, required)
      if (resolved.kind === 'refused') {
        setRefusal(text[refusals[resolved.why]])
        return false
      }
      setDispositionId(resolved.dispositionId)
      setTyped(labelOf(wrapUp, resolved.dispositionId))
      actions.softphone.afterCallWork.complete(callId, {
        dispositionId: resolved.dispositionId,
        notes,
      })
      return true
    },
  }
}
