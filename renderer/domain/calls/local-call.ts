import type { LocalCall, TalkingCall } from '../model/call-state.ts'
import type { CallSnapshot, DeskSnapshot } from '../../../server/contract/desk.ts'
import type { State } from '../model/state.ts'

export function isTalking(call: LocalCall): call is TalkingCall {
  return call.kind === 'connecting' || call.kind === 'open' || call.kind === 'reconnecting'
}

/** It rings until Answer or Decline. */
export function isRinging(call: LocalCall): boolean {
  return call.kind === 'incoming' && !call.declining
}

/** The server's name for the call in focus. */
export function callIdOf(state: State): string | null {
  return callIdOfLeg(state, state.call)
}

/**
 * The server's name for a leg: what the offer carried, else the conversation of which our
 * leg is a party, else the SDK's object itself.
 */
export function callIdOfLeg(state: State, call: LocalCall): string | null {
  if (call.kind === 'none') return null
  if (call.callId !== null) return call.callId
  const { callSid } = call
  const found = state.link.desk?.calls.find((snapshot) =>
    snapshot.parties.some((party) => callSid !== null && party.callSid === callSid),
  )
  return found?.callId ?? call.id
}

export function snapshotOf({ link }: State, callId: string | null): CallSnapshot | null {
  return callIn(link.desk, callId)
}

export function callIn(desk: DeskSnapshot | null, callId: string | null): CallSnapshot | null {
  return desk?.calls.find((call) => call.callId === callId) ?? null
}

/** The calls that are not over. */
export function liveCallIds({ calls }: DeskSnapshot): ReadonlySet<string> {
  return new Set(calls.filter(({ state }) => state.kind !== 'ended').map(({ callId }) => callId))
}
