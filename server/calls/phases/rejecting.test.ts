import { expect, it } from 'vitest'
import { T0, aCaller } from '../../testing/calls.ts'
import type { CallEvent } from '../model/call-event.ts'
import { callSchema } from '../model/call.ts'
import type { Call } from '../model/call.ts'
import { getNextDeadline, transition } from './transition.ts'
import { REJECTION_INTERVAL_MS, canRejectNow } from './rejecting.ts'

const at = T0 + 1000
const chosen = (ref: string, atOnce: boolean): CallEvent => ({
  kind: 'agent-rejected',
  atOnce,
  taskSid: 'WT1',
  reservationSid: ref,
  workerSid: 'WK1',
})
const rejects = (reservationSid: string) => ({
  kind: 'reject-reservation',
  taskSid: 'WT1',
  reservationSid,
  because: 'not-rung',
  workerSid: 'WK1',
})

/** The first was rejected by the answer to its assignment; the second follows at once. */
function twice(): Call {
  expect(canRejectNow(aCaller(), at)).toBe(true)
  const once = transition(aCaller(), chosen('WR1', true), at).call
  expect(canRejectNow(once, at + 100)).toBe(false)
  return transition(once, chosen('WR2', false), at + 100).call
}

it('rejects a chosen agent again only a while after the one before', () => {
  const call = twice()
  expect(call.phase.kind).toBe('queued')
  expect(getNextDeadline(call)).toBe(at + REJECTION_INTERVAL_MS)
  expect(transition(call, { kind: 'tick' }, at + 200).effects).toEqual([])
  const due = transition(call, { kind: 'tick' }, at + REJECTION_INTERVAL_MS)
  expect(due.effects).toEqual([rejects('WR2')])
  expect(getNextDeadline(due.call)).toBeNull()
  expect(canRejectNow(due.call, at + REJECTION_INTERVAL_MS + 100)).toBe(false)
  expect(canRejectNow(due.call, at + 2 * REJECTION_INTERVAL_MS)).toBe(true)
})

it('told twice rejects once, and a second one frees the first', () => {
  const call = twice()
  expect(transition(call, chosen('WR2', false), at + 200).call).toBe(call)
  const next = transition(call, chosen('WR3', false), at + 300)
  expect(next.effects).toEqual([rejects('WR2')])
  const due = transition(next.call, { kind: 'tick' }, at + REJECTION_INTERVAL_MS)
  expect(due.effects).toEqual([rejects('WR3')])
})

it('is known after a restart, and forgotten with the caller', () => {
  const call = twice()
  expect(callSchema.parse(JSON.parse(JSON.stringify(call)))).toEqual(call)
  const gone = transition(call, { kind: 'customer-left' }, at + 500).call
  expect(getNextDeadline(gone)).toBeNull()
})
