import type { CallSnapshot } from '../../server/contract/desk.ts'
import type { ActiveCallView, StageView } from '../view/app-view.ts'
import { callIdOf, isTalking, snapshotOf } from '../domain/calls/local-call.ts'
import { noKeyRuns } from '../domain/calls/key-runs.ts'
import { mayBeTakenOut } from '../domain/calls/requests.ts'
import { legOf } from '../domain/calls/second-call.ts'
import type { State } from '../domain/model/state.ts'
import type { CommandTrouble } from '../domain/model/call-state.ts'
import { askedOf, withAsked } from './select-asked.ts'
import { conversationsOf } from './select-conversations.ts'
import { selectRinging, selectWaiting } from './select-ringing.ts'
import { selectWrapUp } from './select-wrap-up.ts'
import { unknownToServer } from './unknown-call.ts'

/** What fills the main panel: the call that rings, else the call, else the wrap-up, else nothing. */
export function selectStage(state: State): StageView {
  return (
    selectRinging(state) ??
    active(state) ??
    selectWaiting(state) ??
    selectWrapUp(state) ?? { kind: 'idle' }
  )
}

function active(state: State): ActiveCallView | null {
  const call = liveCall(state)
  if (call === null) return null
  const leg = legOf(state, call.callId)
  const local = leg !== null && isTalking(leg) ? leg : null
  return {
    kind: 'call',
    call: withAsked(state, call),
    asked: askedOf(state, call.callId),
    muted: local?.muted ?? false,
    link: linkOf(state, local, call),
    hangingUp: state.commands.hangUps[call.callId] !== undefined,
    trouble: newest(state, call),
    keys: local?.keys ?? noKeyRuns,
  }
}

function linkOf(
  state: State,
  local: { readonly kind: string; readonly poor: boolean } | null,
  call: CallSnapshot,
): ActiveCallView['link'] {
  if (local?.kind === 'reconnecting') return 'reconnecting'
  if (local?.poor === true) return 'poor'
  // The server still has the conversation, but our leg of it has gone without our asking.
  const dropped = local === null && state.dropped.includes(call.callId)
  const meant = state.commands.hangUps[call.callId] !== undefined || mayBeTakenOut(state, call)
  return dropped && !meant ? 'reconnecting' : 'good'
}

function liveCall(state: State): CallSnapshot | null {
  const ours = isTalking(state.call) ? snapshotOf(state, callIdOf(state)) : null
  if (ours !== null && ours.state.kind !== 'ended') return answered(ours)
  const { call } = state
  if (ours === null && (call.kind === 'open' || call.kind === 'reconnecting')) {
    return unknownToServer(state, call)
  }
  // Ended here, and no server to say whether it goes on: the agent has put the phone down.
  const away = state.link.state !== 'connected'
  const putDown = (callId: string) => away && state.dropped.includes(callId)
  return conversationsOf(state).find(({ callId }) => !putDown(callId)) ?? null
}

/**
 * The trouble that came last: the server's, or that of a command which did not reach it. A merge that
 * failed is told by the call that was to end, and wants to be known at the one in hand.
 */
function newest(state: State, { callId, trouble }: CallSnapshot): CommandTrouble | null {
  const here = state.commands.trouble
  const merges = conversationsOf(state).map((call) => call.trouble)
  const told = [
    here?.callId === callId ? here.trouble : null,
    trouble,
    ...merges.filter((item) => item?.command === 'merge'),
  ].filter((item) => item !== null)
  return told.toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at))[0] ?? null
}

/** Our leg is open although the news of it has not come back yet. */
function answered(call: CallSnapshot): CallSnapshot {
  return call.state.kind === 'ringing'
    ? { ...call, state: { kind: 'connecting', since: call.state.since } }
    : call
}
