import { getParties } from '../calls/model/call.ts'
import type { Call } from '../calls/model/call.ts'
import { CUSTOMER, isHere } from '../calls/model/party.ts'
import type { Allowance } from './limits.ts'

/** Somebody that an agent has rung into a call. `partyId` is also the label of the Participant. Instants in ms. */
export interface Leg {
  readonly callId: string
  readonly partyId: string
  /** Of the agent who rings them. */
  readonly identity: string
  readonly isTelephone: boolean
  readonly startedAt: number
  /** Null while it rings or talks. */
  readonly endedAt: number | null
}

const MINUTE_MS = 60_000
export const DAY_MS = 24 * 60 * MINUTE_MS

/** What these legs use of an allowance at the instant `now`. */
export function usedBy(legs: readonly Leg[], now: number): Allowance {
  const telephones = legs.filter(({ isTelephone }) => isTelephone)
  const ms = telephones.reduce((sum, leg) => sum + lastDayOf(leg, now), 0)
  return {
    callsPerMinute: legs.filter(({ startedAt }) => startedAt > now - MINUTE_MS).length,
    legsAtOnce: telephones.filter(({ endedAt }) => endedAt === null).length,
    minutesPerDay: ms / MINUTE_MS,
  }
}

/** How much of the leg lies in the last 24 hours, ms. */
function lastDayOf({ startedAt, endedAt }: Leg, now: number): number {
  return Math.max(0, (endedAt ?? now) - Math.max(startedAt, now - DAY_MS))
}

/** How many are in this call that agents have added. */
export function countBroughtInto(legs: readonly Leg[], callId: string): number {
  return legs.filter(
    (leg) => leg.callId === callId && leg.partyId !== CUSTOMER && leg.endedAt === null,
  ).length
}

/** Whether the leg is no longer in its call. */
export function isOver({ partyId }: Leg, call: Call | null): boolean {
  if (call === null || call.phase.kind === 'ended') return true
  const party = getParties(call.phase).find((each) => each.partyId === partyId)
  if (party !== undefined) return !isHere(party)
  // Before the conversation there is nobody but the customer.
  return partyId !== CUSTOMER
}

/** Legs of customers who have come into this call from another: they continue here. */
export function legsMergedInto(call: Call, legs: readonly Leg[], now: number): readonly Leg[] {
  return getParties(call.phase).flatMap(({ partyId, movedFrom }) => {
    const known = legs.some((leg) => leg.callId === call.callId && leg.partyId === partyId)
    if (movedFrom === null || known) return []
    const before = legs.find((leg) => leg.callId === movedFrom && leg.partyId === CUSTOMER)
    if (before === undefined || before.endedAt !== null) return []
    return [{ ...before, callId: call.callId, partyId, startedAt: now }]
  })
}
