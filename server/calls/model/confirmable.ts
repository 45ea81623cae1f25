import { z } from 'zod'

/** After that Twilio has given a callback up, ms. */
const CALLBACK_LIFE_MS = 15_000

/** How long a command may stay unproved before Twilio is asked what is true, ms. */
export const CONFIRM_TIMEOUT_MS = 3000

/** A command's stages: what was asked for last, and what Twilio has proved. */
export const flag = z.object({
  requested: z.boolean(),
  confirmed: z.boolean(),
  since: z.number(),
  /** Which of the call's requests asked for it last. */
  requestNumber: z.number(),
  /** That request came while an earlier one was unproved: no callback tells which of them it proves. */
  overlaps: z.boolean(),
  /** When an unproved request is checked against Twilio; null when nothing is under way. */
  deadline: z.number().nullable(),
  /** The newest callback's number: an older one that comes later is history. */
  sequence: z.number(),
  /** Until when a callback may still come of a request that a reading has settled. */
  owedUntil: z.number(),
  /** After a failure, until when the server does not ask again by itself. */
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
 * Whether a callback tells of a change that nobody has asked for. It may be one of a request long settled,
 * so it proves nothing.
 */
export function isUnrequested(before: Flag, value: boolean): boolean {
  return before.deadline === null && before.confirmed !== value
}

/** Nothing is under way, and this is so. */
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

/** Twilio's callback. A newer request that asks for the opposite stays open, as does one of several in haste. */
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

/** Twilio declined: what was proved before still holds. */
export function reject(before: Flag, at: number): Flag {
  const notBefore = at + CONFIRM_TIMEOUT_MS
  return { ...before, requested: before.confirmed, deadline: null, notBefore }
}

/** Whether a reading that was decided on after so many requests can speak of the newest. */
export function isCoveredBy({ requestNumber }: Flag, asOfRequest: number): boolean {
  return requestNumber <= asOfRequest
}

/** What Twilio answered when it was asked; the request that it does not bear out has failed. */
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

/** A due request waits on for the reading; a pause that is over is over. */
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
