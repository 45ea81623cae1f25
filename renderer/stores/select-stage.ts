import type { CallSnapshot } from '../../server/contract/desk.ts'
import type { ActiveCallView, StageView } from '../view/app-view.ts'
import { isTalking } from '../domain/calls/local-call.ts'
import { noKeyRuns } from '../domain/calls/key-runs.ts'
import { canLegEnd } from '../domain/calls/requests.ts'
import { legOf } from '../domain/calls/second-call.ts'
import type { State } from '../domain/model/state.ts'
import type { CommandFailure } from '../domain/model/call-state.ts'
import { requestedOf, withRequests } from './select-requests.ts'
import { conversationsOf } from './select-conversations.ts'
import type { SelectedCalls } from './select-calls.ts'
import { ringingView } from './select-ringing.ts'
import { selectWrapUp } from './select-wrap-up.ts'

/** What fills the main panel: the call that rings, else the call, else the wrap-up, else nothing. */
export function selectStage(state: State, { main }: SelectedCalls): StageView {
  if (main === null) return selectWrapUp(state) ?? { kind: 'idle' }
  return main.kind === 'offered' ? ringingView(main.offered) : activeView(state, main.call)
}

function activeView(state: State, call: CallSnapshot): ActiveCallView {
  const leg = legOf(state, call.callId)
  const local = leg !== null && isTalking(leg) ? leg : null
  return {
    kind: 'call',
    call: withRequests(state, call),
    requested: requestedOf(state, call.callId),
    muted: local?.muted ?? false,
    link: linkOf(state, local, call),
    hangingUp: state.commands.hangUps[call.callId] !== undefined,
    failure: newest(state, call),
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
  const meant = state.commands.hangUps[call.callId] !== undefined || canLegEnd(state, call)
  return dropped && !meant ? 'reconnecting' : 'good'
}

/**
 * The failure that came last: the server's, or that of a command which did not reach it. A merge that
 * failed is told by the call that was to end, and wants to be known at the one in hand.
 */
function newest(state: State, { callId, failure }: CallSnapshot): CommandFailure | null {
  const here = state.commands.failure
  const merges = conversationsOf(state).map((call) => call.failure)
  const told = [
    here?.callId === callId ? here.failure : null,
    failure,
    ...merges.filter((item) => item?.command === 'merge'),
  ].filter((item) => item !== null)
  return told.toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at))[0] ?? null
}
