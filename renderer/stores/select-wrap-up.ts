import type { SavingView, StageView } from '../view/app-view.ts'
import type { Draft } from '../domain/model/wrap-up-state.ts'
import { savingError } from '../domain/failures.ts'
import type { State } from '../domain/model/state.ts'

/** The oldest after-call work, with what is being typed laid over what the server has. */
export function selectWrapUp(state: State): Extract<StageView, { kind: 'wrap-up' }> | null {
  const wrapUp = state.link.desk?.wrapUps[0]
  if (wrapUp === undefined) return null
  const draft = state.drafts[wrapUp.callId]
  const completing = state.completing?.callId === wrapUp.callId ? state.completing : null
  return {
    kind: 'wrap-up',
    wrapUp:
      draft === undefined ? wrapUp : { ...wrapUp, draft: { ...wrapUp.draft, ...draft.typed } },
    saving: {
      draft: savingOf(draft),
      completing: completing !== null && completing.error === null,
      error: savingError(state, wrapUp.callId),
    },
  }
}

function savingOf(draft: Draft | undefined): SavingView['draft'] {
  if (draft === undefined) return 'saved'
  if (draft.sending.kind === 'failed') return 'failed'
  return draft.saved === draft.revision ? 'saved' : 'unsaved'
}
