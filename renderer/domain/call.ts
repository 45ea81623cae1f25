import type { CallSnapshot, Party } from '../../server/contract/desk.ts'
import type { KeyRuns } from './keys/key-runs.ts'
import type { State } from './state.ts'

export interface Leg {
  /** Our name for the SDK's object. */
  readonly id: string
  /** The server's name for the conversation; null when the offer did not carry it. */
  readonly callId: string | null
  readonly callSid: string | null
  readonly direction: 'inbound' | 'outbound'
  readonly from: string | null
  readonly since: number
}

export interface Talking extends Leg {
  readonly muted: boolean
  readonly poor: boolean
  readonly keys: KeyRuns
}

/** The SDK's side of a call at this desk. */
export type LocalCall =
  | { readonly kind: 'none' }
  | (Leg & { readonly kind: 'incoming'; readonly declining: boolean })
  | (Talking & { readonly kind: 'connecting' })
  | (Talking & { readonly kind: 'open' })
  | (Talking & { readonly kind: 'reconnecting' })

export type TalkingCall = Extract<LocalCall, { readonly muted: boolean }>

export function isTalking(call: LocalCall): call is TalkingCall {
  return call.kind === 'connecting' || call.kind === 'open' || call.kind === 'reconnecting'
}

/** Ringing means that Answer would do something: not after it was pressed, nor after Decline. */
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

export function snapshotOf(state: State, callId: string | null): CallSnapshot | null {
  if (callId === null) return null
  return state.link.desk?.calls.find((call) => call.callId === callId) ?? null
}

/** Our own leg, as the server knows it. */
export function selfOf(call: CallSnapshot): Party | null {
  return call.parties.find((party) => party.self) ?? null
}

/** Whom this desk talks to in it: the customer, or whoever called where that place is our own. */
export function counterpartOf(call: CallSnapshot): Party | null {
  const customer = call.parties.find((party) => party.role === 'customer')
  if (customer?.self !== true) return customer ?? null
  return call.parties.find((party) => party.role === 'agent') ?? null
}

/** The conversation is ours to end for all, unless we were only asked into it by somebody else. */
export function isGuest(call: CallSnapshot): boolean {
  const role = selfOf(call)?.role ?? 'agent'
  return role !== 'agent'
}

/** We are offered the conversation: it rings here, whatever it is to those who are in it already. */
export function isOffered(call: CallSnapshot): boolean {
  if (call.state.kind === 'ended') return false
  return call.state.kind === 'ringing' || selfOf(call)?.state === 'ringing'
}

/** The teammate who consults us or hands the conversation over now; null for a call from a queue. */
export function offeredBy(call: CallSnapshot): string | null {
  const { transfer, handover } = call
  const by = call.parties.find(
    (party) => party.userId !== null && party.userId === transfer?.byUserId,
  )
  if (by !== undefined && !by.self && by.name !== null) return by.name
  const rings = handover !== null && handover.kind !== 'queue' && handover.kind !== 'left'
  return rings ? handover.from : null
}
