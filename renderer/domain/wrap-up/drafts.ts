import type { TypedDraft, Draft } from '../model/wrap-up-state.ts'
import { assertNever } from '../../../server/contract/assert-never.ts'
import type { DeskSnapshot } from '../../../server/contract/desk.ts'
import type { DraftEvent, Stamped } from '../model/events.ts'
import type { FailureCode } from '../model/failure-code.ts'
import type { State } from '../model/state.ts'
import { go, stay, type Step } from '../model/step.ts'

const PAUSE_MS = 300
const RETRY_MS = 3_000
const HOMELESS_RETRY_MS = 10_000
const HOMELESS_LIMIT = 6

export type TypingEvent = Exclude<
  DraftEvent,
  { kind: 'complete-wrap-up' | 'wrap-up-completed' | 'wrap-up-failed' }
>

/** The agent typed: remembered at once, sent after a short pause. */
export function onTyped(state: State, callId: string, change: TypedDraft): Step {
  const before = state.drafts[callId]
  const next: Draft = {
    typed: { ...before?.typed, ...change },
    revision: (before?.revision ?? 0) + 1,
    saved: before?.saved ?? 0,
    homeless: 0,
    sending:
      before?.sending.kind === 'sent' || before?.sending.kind === 'failed'
        ? before.sending
        : { kind: 'waiting' },
  }
  const written = withDraft(state, callId, next)
  const begins = next.sending.kind === 'waiting' && before?.sending.kind !== 'waiting'
  return begins ? go(written, { kind: 'draft-wait', callId, afterMs: PAUSE_MS }) : stay(written)
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

export function reduceTyping(state: State, event: Stamped<TypingEvent>): Step {
  switch (event.kind) {
    case 'write-notes':
      return onTyped(state, event.callId, { notes: event.notes })
    case 'save-draft':
      return onTyped(state, event.callId, event.draft)
    case 'draft-due': {
      const draft = state.drafts[event.callId]
      return draft?.sending.kind === 'waiting' ? sendDraft(state, event.callId) : stay(state)
    }
    case 'draft-saved':
      return onSaved(state, event.callId, event.revision)
    case 'draft-failed':
      return onFailed(state, event.callId, event.error, event.at)
    default: {
      return assertNever(event)
    }
  }
}

function onFailed(state: State, callId: string, error: FailureCode, at: number): Step {
  const draft = state.drafts[callId]
  if (draft?.sending.kind !== 'sent') return stay(state)
  // The call is over and its wrap-up not begun yet; or it never will be, and the text has no place.
  const homeless = error === 'not-found' || error === 'call-ended' ? draft.homeless + 1 : 0
  if (homeless >= HOMELESS_LIMIT) return stay(withoutDraft(state, callId))
  const retryAt = at + (homeless > 0 ? HOMELESS_RETRY_MS : RETRY_MS)
  const sending = { kind: 'failed', error, retryAt } as const
  return stay(withDraft(state, callId, { ...draft, homeless, sending }))
}

function onSaved(state: State, callId: string, revision: number): Step {
  const draft = state.drafts[callId]
  if (draft?.sending.kind !== 'sent' || draft.sending.revision !== revision) return stay(state)
  const newer = draft.revision > revision
  const next: Draft = {
    ...draft,
    saved: revision,
    homeless: 0,
    sending: newer ? { kind: 'waiting' } : { kind: 'idle' },
  }
  const written = withDraft(state, callId, next)
  return newer ? go(written, { kind: 'draft-wait', callId, afterMs: PAUSE_MS }) : stay(written)
}

/** Drops the drafts that the server now shows as they are here, and those of nothing that it knows. */
export function pruneDrafts(state: State, desk: DeskSnapshot): State {
  const kept = Object.entries(state.drafts).filter(([callId, draft]) => {
    const wrapUp = desk.wrapUps.find((item) => item.callId === callId)
    const call = desk.calls.find((item) => item.callId === callId)
    if (wrapUp === undefined && call === undefined) {
      // Between the call and its wrap-up, or after both: only what is saved may be let go.
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
  // Object.keys knows no keys by name.
  const fields = Object.keys(typedHere) as (keyof TypedDraft)[]
  return fields.every((field) => typedHere[field] === shown[field])
}

export function tickDrafts(state: State, at: number): Step {
  const due = Object.entries(state.drafts).find(
    ([, draft]) => draft.sending.kind === 'failed' && at >= draft.sending.retryAt,
  )
  return due === undefined ? stay(state) : sendDraft(state, due[0])
}

export function withDraft(state: State, callId: string, draft: Draft): State {
  return { ...state, drafts: { ...state.drafts, [callId]: draft } }
}

export function withoutDraft(state: State, callId: string): State {
  const kept = Object.entries(state.drafts).filter(([name]) => name !== callId)
  return { ...state, drafts: Object.fromEntries(kept) }
}
