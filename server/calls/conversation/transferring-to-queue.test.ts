import { describe, expect, it } from 'vitest'
import { T0, aCaller, agent, customer, play, talking } from '../../testing/calls.ts'
import {
  added,
  describeEffects,
  describeParties,
  grace,
  hasLeft,
  hasStatus,
} from '../../testing/conversations.ts'
import { ADA } from '../../testing/internal-calls.ts'
import type { CallEvent } from '../model/call-event.ts'
import type { Call } from '../model/call.ts'
import { getNextDeadline, transition } from '../phases/transition.ts'

const at = T0 + 60_000
const talk = play(aCaller(), talking).call
const toSales: CallEvent = {
  kind: 'transfer-requested',
  by: ADA,
  transfer: 'cold',
  to: { kind: 'queue', queueName: 'Sales' },
  reason: 'a bigger one',
}
const placed: CallEvent = { kind: 'customer-placed', place: 3 }
const failed: CallEvent = { kind: 'placing-failed', place: 3 }
const listed = (...who: readonly (typeof agent)[]): CallEvent => ({
  kind: 'call-read',
  reading: {
    participants: who.map((participant) => ({ participant, held: false })),
    customerCall: 'answered',
  },
})

function after(...events: readonly CallEvent[]): Call {
  return play(talk, events, at).call
}

describe('a transfer to a queue', () => {
  it('goes on as a talk until the customer has been moved', () => {
    const { call, effects } = play(talk, [toSales], at)
    expect(effects).toEqual([{ kind: 'place-customer', callSid: 'CA-customer', place: 3 }])
    expect(call).toMatchObject({ place: 1, queueName: 'Support', phase: { kind: 'active' } })
    expect(describeParties(call)).toEqual({
      customer: 'customer connected',
      agent_WR1: 'agent connected',
    })
  })

  it('is done when Twilio has moved them: they wait in that queue, and know who had them', () => {
    const { call, effects } = play(after(toSales), [placed, placed], at + 1000)
    expect(call).toMatchObject({
      place: 3,
      conferenceSid: null,
      queueName: 'Sales',
      queuings: 2,
      handover: { kind: 'queue', from: 'Ada', fromIdentity: ADA, reason: 'a bigger one' },
      phase: { kind: 'queued', placed: true },
    })
    expect(describeEffects(effects)).toEqual([
      'write-history',
      'start-wrap-up agent_WR1',
      'create-queue-task',
      'end-leg CA-agent',
    ])
    expect(effects[1]).toMatchObject({ reason: 'transferred' })
  })

  it('frees the agent when the customer’s Task stands in the other queue', () => {
    const moved = after(toSales, placed)
    const seen: CallEvent = { kind: 'queue-task-seen', queuing: 2, taskSid: 'WT2' }
    const { effects } = transition(moved, seen, at + 5000)
    expect(effects).toEqual([{ kind: 'wrap-reservation', taskSid: 'WT1', reservationSid: 'WR1' }])
  })

  it('leaves nobody in the Conference that the customer has left', () => {
    const { call, effects } = play(after(...added(grace), toSales), [placed], at + 9000)
    expect(describeEffects(effects)).toEqual(
      expect.arrayContaining(['end-leg CA-agent', 'end-leg CA-grace']),
    )
    expect(call.endedLegs).toEqual(['CA-agent', 'CA-grace'])
    const late = [hasStatus('party_1', 'completed'), hasLeft('party_1'), hasLeft('customer')]
    expect(play(call, late, at + 9000)).toEqual({ call, effects: [] })
  })

  it('calls a third party off whose ring has no leg yet', () => {
    const adds: CallEvent = { kind: 'add-requested', invitee: grace }
    const { call, effects } = play(after(adds, toSales), [placed], at + 9000)
    expect(describeEffects(effects)).toContain('read-call')
    const found = transition(
      call,
      listed(customer, { label: 'party_1', callSid: 'CA-3' }),
      at + 9500,
    )
    expect(describeEffects(found.effects)).toEqual(['end-leg CA-3'])
  })

  it('that failed is looked up: still there, the agent is told and goes on', () => {
    const asked = transition(after(toSales), failed, at + 1000)
    expect(describeEffects(asked.effects)).toEqual(['read-call'])
    const { call, effects } = transition(asked.call, listed(customer, agent), at + 1500)
    expect(call.phase).toMatchObject({ kind: 'active', operation: { kind: 'none' } })
    expect(call.failure).toMatchObject({ command: 'transfer', code: 'not-confirmed' })
    expect(effects).toEqual([])
  })

  it('of which nobody has told anything is looked up at its deadline', () => {
    const moving = after(toSales)
    const due = getNextDeadline(moving) ?? 0
    const asked = transition(moving, { kind: 'tick' }, due)
    expect(describeEffects(asked.effects)).toEqual(['read-call'])
    expect(getNextDeadline(asked.call)).toBeGreaterThan(due)
    expect(transition(asked.call, listed(agent), due + 100).call).toMatchObject({
      queueName: 'Sales',
      phase: { kind: 'queued' },
    })
  })

  it('whose agent is lost goes on, and leaves nobody behind when it fails', () => {
    for (const lost of [hasLeft('agent_WR1'), { kind: 'desk-lost', by: ADA } as const]) {
      const alone = after(toSales, lost)
      expect(alone.phase.kind).toBe('active')
      expect(transition(alone, placed, at + 5000).call).toMatchObject({
        queueName: 'Sales',
        phase: { kind: 'queued', placed: true },
      })
      const { call, effects } = transition(alone, listed(customer), at + 5000)
      expect(call).toMatchObject({ queueName: 'Sales', phase: { kind: 'queued', placed: false } })
      expect(describeEffects(effects)).toContain('place-customer CA-customer')
    }
  })

  it('is over when the customer hangs up', () => {
    const { call } = transition(after(toSales), { kind: 'customer-left' }, at + 5000)
    expect(call.phase).toMatchObject({ kind: 'ended', reason: 'customer-hung-up' })
  })

  it('is the one thing that is under way', () => {
    const moving = after(toSales)
    for (const event of [
      toSales,
      { kind: 'hold-requested', partyId: 'customer', hold: true },
      { kind: 'set-aside-requested', by: ADA },
      { kind: 'merge-requested', by: ADA, into: 'call_9', partyId: 'party_9' },
    ] as const satisfies readonly CallEvent[])
      expect(transition(moving, event, at + 5000)).toEqual({ call: moving, effects: [] })
  })
})
