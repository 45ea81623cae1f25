import { z } from 'zod'

/** How long Twilio retries a callback, ms. */
const CALLBACK_LIFE_MS = 15_000

/** How long a request may stay unconfirmed before Twilio is asked, ms. */
export const CONFIRM_TIMEOUT_MS = 3000

/** A setting of a party that is first requested, then confirmed by Twilio. */
export const flag = z.object({
  requested: z.boolean(),
  confirmed: z.boolean(),
  since: z.number(),
  /** The number of the call's last request for it. */
  requestNumber: z.number(),
  /** The request came while another was unconfirmed: a callback does not say which of them it answers. */
  overlaps: z.boolean(),
  /** When an unconfirmed request is checked with Twilio; null when no request is pending. */
  deadline: z.number().nullable(),
  /** The SequenceNumber of the newest callback: older ones are ignored. */
  sequence: z.number(),
  /** Until when a callback may still arrive for a request that a reading has settled. */
  owedUntil: z.number(),
  /** After a failure: the server does not repeat the request by itself before this. */
  notBefore: z.number().nullable(),
})
export type Flag = z.infer<typeof flag>

export function createFlag(at: number): Flag {
  return {
    requested: false,
    confirmed: false,
    since: at,
    requestNumber: 0,
    overlaps: false,
    deadline: null,
    sequence: 0,
    owedUntil: 0,
    notBefore: null,
  }
}

/**
 * Whether a callback reports a change that was not requested. It may belong to a request that is long settled, so it proves
 * nothing.
 */
export function isUnrequested(before: Flag, value: boolean): boolean {
  return before.deadline === null && before.confirmed !== value
}

/** Whether this value is confirmed, and no request is pending. */
export function isConfirmed({ requested, confirmed, deadline }: Flag, value: boolean): boolean {
  return confirmed === value && requested === value && deadline === null
}

export function request(before: Flag, value: boolean, request: number, at: number): Flag {
  return {
    ...before,
    requested: value,
    requestNumber: request,
    overlaps: before.deadline !== null || at < before.owedUntil,
    deadline: at + CONFIRM_TIMEOUT_MS,
    notBefore: null,
  }
}

/**
 * Twilio's callback. A newer request for the opposite stays pending; so does one of several overlapping requests, because the
 * callback does not say which it answers.
 */
export function applyCallback(
  before: Flag,
  value: boolean,
  sequence: number | null,
  at: number,
): Flag {
  if (sequence !== null && sequence <= before.sequence) return before
  const seen = sequence === null ? before : { ...before, sequence }
  if (before.confirmed === value) return seen
  const open = before.deadline !== null && (before.requested !== value || before.overlaps)
  if (open) return { ...seen, confirmed: value, since: at }
  return { ...seen, requested: value, confirmed: value, since: at, deadline: null, notBefore: null }
}

/** Twilio has refused: the confirmed value still holds. */
export function reject(before: Flag, at: number): Flag {
  const notBefore = at + CONFIRM_TIMEOUT_MS
  return { ...before, requested: before.confirmed, deadline: null, notBefore }
}

/** Whether a reading from after request `asOfRequest` says anything about the newest request. */
export function isCoveredBy({ requestNumber }: Flag, asOfRequest: number): boolean {
  return requestNumber <= asOfRequest
}

/** What Twilio lists. A pending request that this reading contradicts has failed. */
export function applyReading(
  before: Flag,
  value: boolean,
  at: number,
): { flag: Flag; failed: boolean } {
  const failed = before.deadline !== null && before.requested !== value
  const since = value === before.confirmed ? before.since : at
  const owedUntil = before.deadline === null ? before.owedUntil : at + CALLBACK_LIFE_MS
  const notBefore = failed ? at + CONFIRM_TIMEOUT_MS : null
  if (isConfirmed(before, value) && before.notBefore === null) return { flag: before, failed }
  return {
    flag: {
      ...before,
      requested: value,
      confirmed: value,
      since,
      deadline: null,
      overlaps: false,
      owedUntil,
      notBefore,
    },
    failed,
  }
}

/** A request that is overdue waits for the reading; a pause after a failure ends. */
export function expire(before: Flag, at: number): { flag: Flag; due: boolean } {
  const due = before.deadline !== null && at >= before.deadline
  const rested = before.notBefore !== null && at >= before.notBefore
  if (!due && !rested) return { flag: before, due }
  return {
    flag: {
      ...before,
      deadline: due ? at + CONFIRM_TIMEOUT_MS : before.deadline,
      notBefore: rested ? null : before.notBefore,
    },
    due,
  }
}
