import type { DeskSnapshot } from '../../server/contract/desk.ts'
import { selfOf, snapshotOf } from './call.ts'
import { legsOf, withNewLeg } from './second-call.ts'
import type { State } from './state.ts'
import { go, stay, type Step } from './step.ts'

/**
 * The first thing that a page hears of the desk may be a conversation that it has no leg of: the page before it has
 * died, or was loaded anew. Only then: a leg that ends later has ended for a reason.
 */
export function noticeOwnCall(state: State, before: DeskSnapshot | null, now: DeskSnapshot): State {
  if (before !== null || legsOf(state).length > 0) return state
  const own = now.calls.find(
    (call) => call.state.kind === 'active' && selfOf(call)?.state === 'connected',
  )
  return own === undefined ? state : { ...state, rejoin: own.callId }
}

/** Connects to that conversation as soon as the Device can. */
export function rejoinWhenReady(state: State, at: number): Step {
  const { rejoin: callId } = state
  if (callId === null) return stay(state)
  const over = snapshotOf(state, callId)?.state.kind !== 'active'
  if (over || legsOf(state).length > 0) return stay({ ...state, rejoin: null })
  if (state.device.kind !== 'registered') return stay(state)
  const id = `rejoin-${callId}`
  const leg = { id, callId, direction: 'inbound' } as const
  return go(withNewLeg({ ...state, rejoin: null }, leg, at), { kind: 'voice-dial', id, callId })
}
