import { z } from 'zod'

/** How long Twilio retries a callback, ms. */
const CALLBACK_LIFE_MS = 15_000

/** How long a request may stay unconfirmed before Twilio is asked, ms. */
export const CONFIRM_TIMEOUT_MS = 3000

/** A setting of a party that is first requested, then confirmed by Twilio. */
export const flag = z.object({
  confirmed: z.boolean(),
  since: z.number(),
  /** The number of the call's last request for it. */
  requestNumber: z.number(),
  /** The SequenceNumber of the newest callback: older ones are ignored. */
  sequence: z.number(),
  /** Until when a callback may still arrive for a request that a reading has settled. */
  owedUntil: z.number(),
  state: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('settled') }),
    z.object({
      kind: z.literal('requested'),
      value: z.boolean(),
      /** The request came while another was unconfirmed: a callback does not say which of them it answers. */
      overlaps: z.boolean(),
      /** When the unconfirmed request is checked with Twilio. */
      deadline: z.number(),
    }),
    /** After a failure: the server does not repeat the request by itself before the deadline. */
    z.object({ kind: z.literal('backing-off'), deadline: z.number() }),
  ]),
})
export type Flag = z.infer<typeof flag>

const SETTLED = { kind: 'settled' } as const

export function createFlag(at: number): Flag {
  return {
    confirmed: false,
    since: at,
    requestNumber: 0,
    sequence: 0,
    owedUntil: 0,
    state: SETTLED,
  }
}

/** The value of the pending request; without one, the confirmed value. */
export function getRequested({ confirmed, state }: Flag): boolean {
  return state.kind === 'requested' ? state.value : confirmed
}

export function isPending({ state }: Flag): boolean {
  return state.kind === 'requested'
}

export function isBackingOff({ state }: Flag): boolean {
  return state.kind === 'backing-off'
}

/** When the flag needs a tick; null for never. */
export function getFlagDeadline({ state }: Flag): number | null {
  return state.kind === 'settled' ? null : state.deadline
}

/**
 * Whether a callback reports a change that was not requested. It may belong to a request that is long settled, so it
 * proves nothing.
 */
export function isUnrequested(before: Flag, value: boolean): boolean {
  return !isPending(before) && before.confirmed !== value
}

/** Whether this value is confirmed, and no request is pending. */
export function isConfirmed(flag: Flag, value: boolean): boolean {
  return flag.confirmed === value && !isPending(flag)
}

export function request(before: Flag, value: boolean, requestNumber: number, at: number) {
  const overlaps = isPending(before) || at < before.owedUntil
  const deadline = at + CONFIRM_TIMEOUT_MS
  const state = { kind: 'requested', value, overlaps, deadline } as const
  return { ...before, requestNumber, state } satisfies Flag
}

/**
 * Twilio's callback. A newer request for the opposite stays pending; so does one of several overlapping requests,
 * because the callback does not say which it answers.
 */
export function applyCallback(
  before: Flag,
  value: boolean,
  sequence: number | null,
  at: number,
): Flag {
  if (sequence !== null && sequence <= before.sequence) return before
  const seen = sequence === null ? before : { ...before, sequence }
  const { confirmed, state } = before
  if (confirmed === value) return seen
  const open = state.kind === 'requested' && (state.value !== value || state.overlaps)
  return { ...seen, confirmed: value, since: at, state: open ? state : SETTLED }
}

/** The request has failed: the confirmed value still holds. */
export function reject(before: Flag, at: number): Flag {
  return { ...before, state: { kind: 'backing-off', deadline: at + CONFIRM_TIMEOUT_MS } }
}

/** What Twilio lists. A pending request that this reading contradicts has failed. */
export function applyReading(
  before: Flag,
  value: boolean,
  at: number,
): { flag: Flag; failed: boolean } {
  const { confirmed, state } = before
  const failed = state.kind === 'requested' && state.value !== value
  if (state.kind !== 'requested' && confirmed === value) return { flag: before, failed }
  const read = {
    ...before,
    confirmed: value,
    since: value === confirmed ? before.since : at,
    owedUntil: isPending(before) ? at + CALLBACK_LIFE_MS : before.owedUntil,
  }
  return { flag: failed ? reject(read, at) : { ...read, state: SETTLED }, failed }
}

/** A request that is overdue waits for the reading; a pause after a failure ends. */
export function expire(before: Flag, at: number): { flag: Flag; due: boolean } {
  const { state } = before
  if (state.kind === 'settled' || at < state.deadline) return { flag: before, due: false }
  if (state.kind === 'backing-off') return { flag: { ...before, state: SETTLED }, due: false }
  const deadline = at + CONFIRM_TIMEOUT_MS
  return { flag: { ...before, state: { ...state, deadline } }, due: true }
}
