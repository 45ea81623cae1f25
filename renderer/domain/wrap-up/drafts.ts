import type { TypedDraft, Draft } from '../model/wrap-up-state.ts'
import type { DeskSnapshot } from '../../../server/contract/desk.ts'
import { callIn } from '../calls/local-call.ts'
import type { DraftEvent } from '../model/events.ts'
import type { State } from '../model/state.ts'
import { go, stay, type EventHandlers, type EventOf, type Step } from '../model/step.ts'

const PAUSE_MS = 300
const RETRY_MS = 3_000
const HOMELESS_RETRY_MS = 10_000
const HOMELESS_LIMIT = 6

export const draftHandlers: EventHandlers<DraftEvent> = {
  'write-notes': (state, { callId, notes }) => onTyped(state, callId, { notes }),
  'save-draft': (state, { callId, draft }) => onTyped(state, callId, draft),
  'draft-due': (state, { callId }) =>
    state.drafts[callId]?.sending.kind === 'waiting' ? sendDraft(state, callId) : stay(state),
  'draft-saved': onSaved,
  'draft-failed': onFailed,
  'complete-wrap-up': onComplete,
  'wrap-up-completed': onCompleted,
  'wrap-up-failed': onCompleteFailed,
}

/** Kept at once, sent after a short pause. */
function onTyped(state: State, callId: string, change: TypedDraft): Step {
  const before = state.drafts[callId]
  const next: Draft = {
    typed: { ...before?.typed, ...change },
    revision: (before?.revision ?? 0) + 1,
    saved: before?.saved ?? 0,
    homeless: 0,
    sending: before?.sending ?? { kind: 'idle' },
  }
  return next.sending.kind === 'idle'
    ? waitToSend(state, callId, next, PAUSE_MS)
    : stay(withDraft(state, callId, next))
}

function waitToSend(state: State, callId: string, draft: Draft, afterMs: number): Step {
  const waiting = withDraft(state, callId, { ...draft, sending: { kind: 'waiting' } })
  return go(waiting, { kind: 'draft-wait', callId, afterMs })
}

/** Sends the newest text: as notes while the call lasts, as the wrap-up's draft afterwards. */
function sendDraft(state: State, callId: string): Step {
  const draft = state.drafts[callId]
  if (draft === undefined || draft.sending.kind === 'sent') return stay(state)
  const completing = state.completing?.callId === callId && state.completing.error === null
  if (draft.saved === draft.revision || completing) {
    return stay(withDraft(state, callId, { ...draft, sending: { kind: 'idle' } }))
  }
  const { revision } = draft
  const sent = withDraft(state, callId, { ...draft, sending: { kind: 'sent', revision } })
  const wrapUp = state.link.desk?.wrapUps.find((item) => item.callId === callId)
  if (wrapUp === undefined) {
    return go(sent, { kind: 'notes-save', callId, notes: draft.typed.notes, revision })
  }
  const whole = { ...wrapUp.draft, ...draft.typed }
  return go(sent, { kind: 'draft-save', callId, draft: whole, revision })
}

function onFailed(state: State, { callId, error, at }: EventOf<'draft-failed'>): Step {
  const draft = state.drafts[callId]
  if (draft?.sending.kind !== 'sent') return stay(state)
  // The after-call work has not begun yet, or never will.
  const homeless = error === 'not-found' || error === 'call-ended' ? draft.homeless + 1 : 0
  if (homeless >= HOMELESS_LIMIT) return stay(withoutDraft(state, callId))
  const retryAt = at + (homeless > 0 ? HOMELESS_RETRY_MS : RETRY_MS)
  const sending = { kind: 'failed', error, retryAt } as const
  return stay(withDraft(state, callId, { ...draft, homeless, sending }))
}

function onSaved(state: State, { callId, revision }: EventOf<'draft-saved'>): Step {
  const draft = state.drafts[callId]
  if (draft?.sending.kind !== 'sent' || draft.sending.revision !== revision) return stay(state)
  const saved = { ...draft, saved: revision, homeless: 0 }
  return draft.revision > revision
    ? waitToSend(state, callId, saved, PAUSE_MS)
    : stay(withDraft(state, callId, { ...saved, sending: { kind: 'idle' } }))
}

function onComplete(state: State, { callId, draft }: EventOf<'complete-wrap-up'>): Step {
  const { completing } = state
  if (completing?.callId === callId && completing.error === null) return stay(state)
  // The last keystrokes stay as a draft in case completing fails.
  const { state: next } = onTyped(state, callId, draft)
  return go(
    { ...next, completing: { callId, error: null } },
    { kind: 'wrap-up-complete', callId, draft },
  )
}

function onCompleted(state: State, { callId }: EventOf<'wrap-up-completed'>): Step {
  const draft = state.drafts[callId]
  if (state.completing?.callId !== callId || draft === undefined) return stay(state)
  const saved: Draft = { ...draft, saved: draft.revision, sending: { kind: 'idle' } }
  return stay(withDraft(state, callId, saved))
}

function onCompleteFailed(state: State, { callId, error }: EventOf<'wrap-up-failed'>): Step {
  if (state.completing?.callId !== callId) return stay(state)
  const failed: State = { ...state, completing: { callId, error } }
  const draft = state.drafts[callId]
  return draft === undefined || draft.saved === draft.revision
    ? stay(failed)
    : waitToSend(failed, callId, draft, 0)
}

/** Drops drafts that the server shows too, and saved ones of calls that it does not know. */
export function pruneDrafts(state: State, desk: DeskSnapshot): State {
  const kept = Object.entries(state.drafts).filter(([callId, draft]) => {
    const wrapUp = desk.wrapUps.find((item) => item.callId === callId)
    const call = callIn(desk, callId)
    if (wrapUp === undefined && call === null) {
      // Between the call and its after-call work, or after both: only what is saved may go.
      return draft.saved !== draft.revision && state.completing?.callId !== callId
    }
    if (draft.saved !== draft.revision) return true
    return !isShown(draft.typed, wrapUp?.draft ?? { notes: call?.notes ?? '' })
  })
  return kept.length === Object.keys(state.drafts).length
    ? state
    : { ...state, drafts: Object.fromEntries(kept) }
}

function isShown(typedHere: TypedDraft, shown: TypedDraft): boolean {
  // The cast: `Object.keys` has no key types.
  const fields = Object.keys(typedHere) as (keyof TypedDraft)[]
  return fields.every((field) => typedHere[field] === shown[field])
}

export function tickDrafts(state: State, at: number): Step {
  const due = Object.entries(state.drafts).find(
    ([, draft]) => draft.sending.kind === 'failed' && at >= draft.sending.retryAt,
  )
  return due === undefined ? stay(state) : sendDraft(state, due[0])
}

function withDraft(state: State, callId: string, draft: Draft): State {
  return { ...state, drafts: { ...state.drafts, [callId]: draft } }
}

export function withoutDraft(state: State, callId: string): State {
  const { [callId]: _dropped, ...drafts } = state.drafts
  return { ...state, drafts }
}
