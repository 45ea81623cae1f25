import type { CallSnapshot, DeskSnapshot } from '../../../server/contract/desk.ts'
import type { State } from '../model/state.ts'
import { andThen, stay, type Step } from '../model/step.ts'
import { callIdOf, callIn, isTalking } from './local-call.ts'
import { othersOf } from './parties.ts'
import { isHeld } from './rejoin.ts'
import { canAddLeg, dialLeg, hangUpLegs, isHangingUp, legOf, withoutLeg } from './second-call.ts'

/** A pause after an attempt that failed. */
const AGAIN_AFTER_MS = 1_000
/** The server may wait longer for a leg that is on its way. After that, another time means that it was lost again. */
const ANOTHER_LOSS_AFTER_MS = 20_000

/**
 * The server has lost this desk, and a customer waits for it. Also when our leg still seems to be up: the server has ended
 * it, or it is dead.
 */
export function returnToCustomers(state: State, at: number): Step {
  const calls = (state.link.desk?.calls ?? []).filter((call) => isAwaited(state, call, at))
  if (calls.length === 0 || state.device.kind !== 'registered') return stay(state)
  // The call that is joined last is in hand.
  const inHand = callIdOf(state)
  const rank = (call: CallSnapshot) =>
    call.callId === inHand || (inHand === null && !isHeld(call)) ? 1 : 0
  const inOrder = calls.toSorted((one, other) => rank(one) - rank(other))
  return inOrder.reduce(
    (step, call) => andThen(step, (next) => returnTo(next, call, at)),
    stay(state),
  )
}

/** The customer waits, and this desk is not on its way yet. */
function isAwaited(state: State, call: CallSnapshot, at: number): boolean {
  const { callId, returnUntil } = call
  if (returnUntil === null || call.state.kind === 'ended' || isHangingUp(state, callId))
    return false
  if (at + state.link.clockOffsetMs >= Date.parse(returnUntil)) return false
  const begun = state.returns[callId]
  if (begun === undefined) return true
  const sinceMs = at - begun.at
  if (legOf(state, callId) === null) return sinceMs >= AGAIN_AFTER_MS
  return begun.until !== returnUntil && sinceMs >= ANOTHER_LOSS_AFTER_MS
}

function returnTo(state: State, { callId, returnUntil }: CallSnapshot, at: number): Step {
  const old = legOf(state, callId)
  const left = old === null ? state : withoutLeg(state, old)
  if (returnUntil === null || !canAddLeg(left)) return stay(state)
  const muted = old !== null && isTalking(old) ? old.muted : state.page.mutedBefore.includes(callId)
  const returns = { ...state.returns, [callId]: { until: returnUntil, at } }
  // The SDK's dead call goes first: its Device makes the new one.
  return andThen(hangUpLegs({ ...left, returns }, old === null ? [] : [old]), (next) =>
    dialLeg(next, { id: `return-${callId}-${at}`, callId, direction: 'inbound', muted }, at),
  )
}

/** Who was with the customer when this desk was lost: a snapshot says so only for a few seconds. */
export function noticeWentOn(state: State, { calls, wrapUps }: DeskSnapshot): State {
  const lost = calls.filter(
    ({ state: now }) => now.kind === 'ended' && now.reason === 'connection-lost',
  )
  const went = lost.filter(hasOthers).map(({ callId }) => callId)
  const known = new Set([...state.wentOn, ...went])
  const wentOn = [...known].filter((callId) =>
    [...calls, ...wrapUps].some((each) => each.callId === callId),
  )
  const same =
    wentOn.length === state.wentOn.length && went.every((id) => state.wentOn.includes(id))
  return same ? state : { ...state, wentOn }
}

function hasOthers(call: CallSnapshot): boolean {
  return othersOf(call).some((party) => party.role !== 'customer' && party.state === 'connected')
}

/** This desk is back, or the call is gone. The entry of an ended call stays: its leg may still be on the way. */
export function pruneReturns(state: State, desk: DeskSnapshot): State {
  const kept = Object.entries(state.returns).filter(([callId]) => {
    const call = callIn(desk, callId)
    return call !== null && (call.returnUntil !== null || call.state.kind === 'ended')
  })
  if (kept.length === Object.keys(state.returns).length) return state
  return { ...state, returns: Object.fromEntries(kept) }
}
