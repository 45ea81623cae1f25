import type { EventOf } from '../model/event-owner.ts'
import type { Call } from '../model/call.ts'
import { stay } from '../model/step.ts'
import type { Step } from '../model/step.ts'

/**
 * The least time between two rejections, ms. TaskRouter may choose the same Worker again at once, and cancels a Task
 * that was rejected 1,000 times (Twilio: Lifecycle of a Task).
 */
export const REJECTION_INTERVAL_MS = 3000

/** Whether the Reservation can be rejected at once: the last rejection was long enough ago. */
export function canRejectNow({ rejected }: Call, at: number): boolean {
  return rejected === null || at - rejected.at >= REJECTION_INTERVAL_MS
}

/** An agent was chosen who cannot take the call. A Reservation that is not rejected at once is rejected later. */
export function onAgentRejected(
  call: Call,
  { atOnce, taskSid, reservationSid, workerSid }: Omit<EventOf<'agent-rejected'>, 'kind'>,
  at: number,
): Step {
  const before = call.rejected?.later ?? null
  if (atOnce) return stay({ ...call, rejected: { at, later: before } })
  if (before?.reservationSid === reservationSid) return stay(call)
  const later = { taskSid, reservationSid, workerSid }
  const last = call.rejected?.at ?? at
  return {
    call: { ...call, rejected: { at: last, later } },
    effects: before === null ? [] : [createRejection(before)],
  }
}

export function rejectWhenDue(call: Call, at: number): Step {
  const due = getRejectionDeadline(call)
  const later = call.rejected?.later
  if (due === null || at < due || !later) return stay(call)
  return { call: { ...call, rejected: { at, later: null } }, effects: [createRejection(later)] }
}

/** When `rejectWhenDue` has something to do; null for never. When a call ends, TaskRouter cancels the rest. */
export function getRejectionDeadline({ rejected: last, phase }: Call): number | null {
  if (last === null || last.later === null || phase.kind === 'ended') return null
  return last.at + REJECTION_INTERVAL_MS
}

function createRejection(ref: NonNullable<NonNullable<Call['rejected']>['later']>) {
  return { kind: 'reject-reservation', ...ref, because: 'not-rung' } as const
}
