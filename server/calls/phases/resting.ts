import type { Call, CallIn } from '../model/call.ts'
import type { PhaseOf, Reservation } from '../model/phase.ts'
import { countSeconds, enterPhase } from '../model/step.ts'
import type { Step } from '../model/step.ts'

/*
 * TaskRouter chooses the agent who has just declined again at once when nobody else is free. The server keeps that
 * Reservation and rings later, so that the desk has a moment of rest.
 */

/** How long a call does not ring again at a desk that declined it, ms. */
const REST_MS = 5000

/** The agent has declined the call. */
export function withDeclined(call: Call, workerSid: string, at: number): Call {
  const recent = call.declines.filter((each) => at - each.at < REST_MS)
  return { ...call, declines: [...recent, { workerSid, at }] }
}

/** The Reservation of an agent who declined this call a moment ago rings when the rest is over. */
export function withRest(call: Call, reservation: Reservation): Reservation {
  const { leg, since, deadline, reservedUntil } = reservation
  const declined = call.declines.findLast(({ workerSid }) => workerSid === leg.workerSid)
  if (declined === undefined) return reservation
  // At least half of TaskRouter's time is left for the ring.
  const latest = (since + (reservedUntil ?? deadline)) / 2
  const restsUntil = Math.min(declined.at + REST_MS, latest)
  return restsUntil > since ? { ...reservation, restsUntil } : reservation
}

/** The call is reserved for an agent whose desk does not ring yet. */
export function isResting({ phase }: Call): boolean {
  return phase.kind === 'reserved' && phase.reservation.restsUntil !== null
}

/** The rest is over: the desk rings, for as long as one that rings at once. */
export function endRest(call: CallIn<'reserved'>, at: number): Step {
  const { since, deadline, reservedUntil, ...rest } = call.phase.reservation
  const until = Math.min(at + deadline - since, reservedUntil ?? deadline)
  const reservation = { ...rest, since: at, deadline: until, reservedUntil, restsUntil: null }
  const waitedSeconds = call.waitedSeconds + countSeconds(since, at)
  return beginRing({ ...call, waitedSeconds }, { ...call.phase, reservation })
}

/** Rings the desk. With call waiting no leg rings, and during a rest nothing does. */
export function beginRing(call: Call, offered: PhaseOf<'reserved'>): Step {
  const { callWaiting, restsUntil, leg, since, deadline } = offered.reservation
  if (callWaiting || restsUntil !== null) return enterPhase(call, offered)
  const timeoutSeconds = Math.max(1, countSeconds(since, deadline))
  return enterPhase(call, offered, { kind: 'ring-agent', leg, timeoutSeconds })
}
