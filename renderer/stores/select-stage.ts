import type { CallSnapshot, WrapUpSnapshot } from '../../server/contract/desk.ts'
import type { ActiveCallView, SavingView, StageView, WrapUpView } from '../view/app-view.ts'
import { noKeyRuns } from '../domain/calls/key-runs.ts'
import { canLegEnd } from '../domain/calls/requests.ts'
import { isHangingUp, talkingLegOf } from '../domain/calls/second-call.ts'
import type { State } from '../domain/model/state.ts'
import type { CommandFailure, TalkingCall } from '../domain/model/call-state.ts'
import type { Draft } from '../domain/model/wrap-up-state.ts'
import { savingError } from '../domain/failures.ts'
import { requestedOf, withRequests } from './select-requests.ts'
import { conversationsOf, type SelectedCalls } from './select-calls.ts'
import { ringingView } from './select-ringing.ts'

/** What fills the main panel: the call that rings, else the call, else the wrap-up, else nothing. */
export function selectStage(state: State, { main }: SelectedCalls): StageView {
  if (main === null) return selectWrapUp(state) ?? { kind: 'idle' }
  return main.kind === 'offered' ? ringingView(main.offered) : activeView(state, main.call)
}

function activeView(state: State, call: CallSnapshot): ActiveCallView {
  const { callId } = call
  const local = talkingLegOf(state, callId)
  // Notes typed here are newer than those of the snapshot.
  const notes = state.drafts[callId]?.typed.notes ?? call.notes
  return {
    kind: 'call',
    call: { ...withRequests(state, call), notes },
    requested: requestedOf(state, callId),
    muted: local?.muted ?? false,
    link: linkOf(state, local, call),
    hangingUp: isHangingUp(state, callId),
    failure: newest(state, call),
    keys: local?.keys ?? noKeyRuns,
  }
}

function linkOf(
  state: State,
  local: TalkingCall | null,
  call: CallSnapshot,
): ActiveCallView['link'] {
  // The call itself says that our leg is lost.
  if (call.returnUntil !== null) return 'good'
  if (local?.kind === 'reconnecting') return 'reconnecting'
  if (local?.poor === true) return 'poor'
  // The server still has the call, but our leg has ended without our request.
  const dropped = local === null && state.dropped.includes(call.callId)
  const meant = isHangingUp(state, call.callId) || canLegEnd(state, call)
  return dropped && !meant ? 'reconnecting' : 'good'
}

/** What failed last. A failed merge is recorded at the other call and shown at the one in hand. */
function newest(state: State, { callId }: CallSnapshot): CommandFailure | null {
  const { alerts } = state.commands
  const merges = conversationsOf(state)
    .map((call) => alerts[call.callId])
    .filter((alert) => alert?.failure.command === 'merge')
  const told = [alerts[callId], ...merges].filter((alert) => alert !== undefined)
  return told.toSorted((one, other) => other.at - one.at)[0]?.failure ?? null
}

/** The oldest after-call work, with the typed draft over the server's. */
function selectWrapUp(state: State): WrapUpView | null {
  const wrapUp = state.link.desk?.wrapUps[0]
  if (wrapUp === undefined) return null
  const draft = state.drafts[wrapUp.callId]
  const completing = state.completing?.callId === wrapUp.callId ? state.completing : null
  return {
    kind: 'wrap-up',
    wrapUp:
      draft === undefined ? wrapUp : { ...wrapUp, draft: { ...wrapUp.draft, ...draft.typed } },
    lost: lostOf(state, wrapUp),
    saving: {
      draft: savingOf(draft),
      completing: completing !== null && completing.error === null,
      error: savingError(state, wrapUp.callId),
    },
  }
}

/** A call that never came about leaves nobody who waits. */
function lostOf(
  { wentOn }: State,
  { callId, reason, talkedSeconds }: WrapUpSnapshot,
): WrapUpView['lost'] {
  if (reason !== 'connection-lost' || talkedSeconds === 0) return null
  return wentOn.includes(callId) ? 'with-others' : 'in-queue'
}

function savingOf(draft: Draft | undefined): SavingView['draft'] {
  if (draft === undefined) return 'saved'
  if (draft.sending.kind === 'failed') return 'failed'
  return draft.saved === draft.revision ? 'saved' : 'unsaved'
}
