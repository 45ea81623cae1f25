import type { CallEvent } from '../model/call-event.ts'
import type { Call } from '../model/call.ts'
import { stay } from '../model/step.ts'
import type { Step } from '../model/step.ts'

/**
 * How far apart the rejections are of an agent who cannot take the call now, ms. TaskRouter may choose the same
 * Worker again at once, and cancels a Task that was rejected 1,000 times (Twilio: Lifecycle of a Task).
 */
export const TURN_AWAY_MS = 3000

/** Whether the Reservation can be rejected at once: the one before was a while ago. */
export function mayRejectAtOnce({ turnedAway }: Call, at: number): boolean {
  return turnedAway === null || at - turnedAway.at >= TURN_AWAY_MS
}

/** An agent was chosen who cannot take the call. One who is not rejected at once is rejected later. */
export function turnedAway(
  call: Call,
  { atOnce, taskSid, reservationSid, workerSid }: Extract<CallEvent, { kind: 'turned-away' }>,
  at: number,
): Step {
  const before = call.turnedAway?.later ?? null
  if (atOnce) return stay({ ...call, turnedAway: { at, later: before } })
  if (before?.reservationSid === reservationSid) return stay(call)
  const later = { taskSid, reservationSid, workerSid }
  const last = call.turnedAway?.at ?? at
  return {
    call: { ...call, turnedAway: { at: last, later } },
    commands: before === null ? [] : [rejection(before)],
  }
}

export function turnAway(call: Call, at: number): Step {
  const due = turnsAwayAt(call)
  const later = call.turnedAway?.later
  if (due === null || at < due || !later) return stay(call)
  return { call: { ...call, turnedAway: { at, later: null } }, commands: [rejection(later)] }
}

/** When `turnAway` has something to do; null for never. Of a call that is over TaskRouter has canceled the rest. */
export function turnsAwayAt({ turnedAway: last, phase }: Call): number | null {
  if (last === null || last.later === null || phase.kind === 'ended') return null
  return last.at + TURN_AWAY_MS
}

function rejection(ref: NonNullable<NonNullable<Call['turnedAway']>['later']>) {
  return { kind: 'reject-reservation', ...ref, because: 'not-rung' } as const
}
