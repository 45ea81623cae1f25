import { reduceTyping, onTyped, withDraft } from './drafts.ts'
import type { DraftEvent, Stamped } from '../model/events.ts'
import type { State } from '../model/state.ts'
import { go, stay, type Step } from '../model/step.ts'

export function reduceDraft(state: State, event: Stamped<DraftEvent>): Step {
  switch (event.kind) {
    case 'complete-wrap-up': {
      const { completing } = state
      if (completing?.callId === event.callId && completing.error === null) return stay(state)
      // The last keystrokes are kept as a draft too: they are still here if completing fails.
      const { state: next } = onTyped(state, event.callId, event.draft)
      return go(
        { ...next, completing: { callId: event.callId, error: null } },
        { kind: 'wrap-up-complete', callId: event.callId, draft: event.draft },
      )
    }
    case 'wrap-up-completed': {
      const draft = state.drafts[event.callId]
      if (state.completing?.callId !== event.callId || draft === undefined) return stay(state)
      return stay(
        withDraft(state, event.callId, {
          ...draft,
          saved: draft.revision,
          sending: { kind: 'idle' },
        }),
      )
    }
    case 'wrap-up-failed': {
      if (state.completing?.callId !== event.callId) return stay(state)
      const failed: State = {
        ...state,
        completing: { callId: event.callId, error: event.error },
      }
      const draft = state.drafts[event.callId]
      if (draft === undefined || draft.saved === draft.revision) return stay(failed)
      return go(withDraft(failed, event.callId, { ...draft, sending: { kind: 'waiting' } }), {
        kind: 'draft-wait',
        callId: event.callId,
        afterMs: 0,
      })
    }
    default:
      return reduceTyping(state, event)
  }
}
