import type { CallSnapshot } from '../../server/contract/desk.ts'
import type { SecondCallView } from '../view/app-view.ts'
import { snapshotOf } from '../domain/calls/local-call.ts'
import { canControlCall, counterpartOf, othersOf } from '../domain/calls/parties.ts'
import { isActive, legOf } from '../domain/calls/second-call.ts'
import type { State } from '../domain/model/state.ts'
import type { SelectedCalls } from './select-calls.ts'
import { ringingView } from './select-ringing.ts'

type SetAsideView = Extract<SecondCallView, { kind: 'set-aside' }>

/** What there is beside the call in hand: a call that waits, else the one that was set aside. */
export function selectSecondCall(
  state: State,
  { main, beside }: SelectedCalls,
): SecondCallView | null {
  if (main?.kind !== 'in-hand' || beside === null) return null
  return beside.kind === 'offered'
    ? { kind: 'offered', ringing: ringingView(beside.offered) }
    : setAsideView(state, beside.call, main.call)
}

function setAsideView(state: State, aside: CallSnapshot, inHand: CallSnapshot): SetAsideView {
  const { callId, queueName } = aside
  const counterpart = counterpartOf(aside)
  const hold = counterpart?.hold
  const held = hold?.requested === true && hold.confirmed
  return {
    kind: 'set-aside',
    callId,
    name: counterpart?.name ?? null,
    number: counterpart?.number ?? null,
    queueName,
    heldSince: held ? hold.since : null,
    pending: pendingOf(state),
    canMerge: canMergeCalls(state, aside, inHand.callId),
  }
}

function pendingOf(state: State): SetAsideView['pending'] {
  const asked = new Set(state.requests.map(({ request }) => request.about))
  if (asked.has('merge')) return 'merge'
  return asked.has('switch') ? 'switch' : null
}

/** The server can move one more person from the call that was set aside into the one in hand. */
function canMergeCalls(state: State, aside: CallSnapshot, inHandId: string): boolean {
  const inHand = snapshotOf(state, inHandId)
  if (inHand === null || pendingOf(state) !== null || othersOf(aside).length !== 1) return false
  return [aside, inHand].every(
    (call) =>
      isActive(call) &&
      call.transfer === null &&
      canControlCall(call) &&
      legOf(state, call.callId) !== null,
  )
}
