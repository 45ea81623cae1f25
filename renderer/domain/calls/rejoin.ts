import type { CallSnapshot, DeskSnapshot } from '../../../server/contract/desk.ts'
import { callIdOfLeg, snapshotOf } from './local-call.ts'
import { hangUp } from './commands.ts'
import type { LocalCall } from '../model/call-state.ts'
import { counterpartOf, selfOf } from './parties.ts'
import { dialLeg, hangUpLegs, isActive, isHangingUp, legsOf } from './second-call.ts'
import type { State } from '../model/state.ts'
import { andThen, stay, type Step } from '../model/step.ts'

/**
 * The first snapshot of a page may have calls in which it has no leg, because the previous page crashed or was loaded
 * again. Only the first one counts: a leg that ends later has ended for a reason, or the server says that it is awaited.
 */
export function noticeOwnCalls(
  state: State,
  before: DeskSnapshot | null,
  now: DeskSnapshot,
): State {
  if (before !== null || legsOf(state).length > 0) return state
  // The call that is joined last is in hand, so calls on hold go first.
  const own = now.calls
    .filter(isOwnConversation)
    .toSorted((one, other) => Number(isHeld(other)) - Number(isHeld(one)))
  return own.length === 0 ? state : { ...state, rejoin: own.map(({ callId }) => callId) }
}

/** Connects to those calls as soon as the Device is registered. */
export function rejoinWhenReady(state: State, at: number): Step {
  if (state.rejoin.length === 0) return stay(state)
  const open = state.rejoin.filter((callId) => isActive(snapshotOf(state, callId)))
  const none: State = { ...state, rejoin: [] }
  if (open.length === 0 || legsOf(state).length > 0) return stay(none)
  if (state.device.kind !== 'registered') return stay(state)
  return open.reduce((step, callId) => andThen(step, (next) => join(next, callId, at)), stay(none))
}

function join(state: State, callId: string, at: number): Step {
  const muted = state.page.mutedBefore.includes(callId)
  return dialLeg(state, { id: `rejoin-${callId}`, callId, direction: 'inbound', muted }, at)
}

/**
 * The page is closed or loaded again, and cannot know which. A leg that the next page can rejoin stays; any other
 * ends, and with it a call that nobody has answered yet.
 */
export function leavePage(state: State, at: number): Step {
  const ending = legsOf(state).filter((leg) => !comesBack(state, leg))
  const dialled = ending.flatMap((leg) => {
    const call = snapshotOf(state, callIdOfLeg(state, leg))
    return call?.state.kind === 'dialing' ? [call.callId] : []
  })
  return dialled.reduce(
    (step, callId) => andThen(step, (next) => hangUp(next, callId, at)),
    hangUpLegs(state, ending),
  )
}

function comesBack(state: State, leg: LocalCall): boolean {
  if (leg.kind !== 'open' && leg.kind !== 'reconnecting') return false
  const call = snapshotOf(state, callIdOfLeg(state, leg))
  return call !== null && isOwnConversation(call) && !isHangingUp(state, call.callId)
}

function isOwnConversation(call: CallSnapshot): boolean {
  return isActive(call) && selfOf(call)?.state === 'connected'
}

/** The other side is on hold, or is to be. */
export function isHeld(call: CallSnapshot): boolean {
  return counterpartOf(call)?.hold.requested === true
}
