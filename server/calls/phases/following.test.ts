import { describe, expect, it } from 'vitest'
import {
  T0,
  aCaller,
  aNewCaller,
  agent,
  agentReserved,
  aReservation,
  customer,
  play,
  ringing,
  talking,
} from '../../testing/calls.ts'
import {
  added,
  describeEffects,
  grace,
  hasLeft,
  hasStatus,
  telephone,
} from '../../testing/conversations.ts'
import { ADA } from '../../testing/internal-calls.ts'
import type { CallEvent, ParticipantRef } from '../model/call-event.ts'
import { callSchema } from '../model/call.ts'
import type { Call } from '../model/call.ts'
import { transition } from './transition.ts'

const at = T0 + 60_000
const joins = (place: number, participant: ParticipantRef = customer): CallEvent => ({
  kind: 'participant-joined',
  participant,
  place,
  conferenceSid: `CF${place}`,
})
const talk = play(aCaller(), talking).call
const lost: CallEvent = { kind: 'desk-lost', by: ADA }
const toSales: CallEvent = {
  kind: 'transfer-requested',
  by: ADA,
  transfer: 'cold',
  to: { kind: 'queue', queueName: 'Sales' },
  reason: '',
}
const waiting: CallEvent = {
  kind: 'agent-reserved',
  reservation: { ...aReservation('WR1'), callWaiting: true },
  waitedSeconds: 5,
  queueName: 'Support',
}

function after(start: Call, ...events: readonly CallEvent[]): Call {
  return play(start, events, at).call
}

/** What comes of it that the customer is seen in this place. */
function follow(before: Call, place = before.place + 1, when = at + 30_000) {
  const { call, effects } = transition(before, joins(place), when)
  expect(callSchema.parse(JSON.parse(JSON.stringify(call)))).toEqual(call)
  expect(call).toMatchObject({ place, conferenceSid: `CF${place}` })
  return { call, effects: describeEffects(effects) }
}

describe('a customer whose document has led them to a later place', () => {
  it.each<[string, Call, number, readonly string[]]>([
    ['has a Task already', aCaller(), 2, []],
    ['gets a Task, when nobody knew that they wait', aNewCaller(), 2, ['create-queue-task']],
    [
      'gets one, on the way to the queue',
      after(talk, { kind: 'agent-access-ended', by: ADA }),
      4,
      ['create-queue-task'],
    ],
  ])('in the queue waits there, and %s', (_, before, place, effects) => {
    const result = follow(before, place)
    expect(result.call.phase).toMatchObject({ kind: 'queued', placed: true })
    expect(result.effects).toEqual(effects)
  })

  it('is rung for there, while a desk rings', () => {
    const { call, effects } = follow(after(aCaller(), ...ringing))
    expect(effects).toEqual(['end-leg CA-agent', 'ring-agent'])
    expect(call.phase).toMatchObject({ kind: 'reserved', reservation: { leg: { callSid: null } } })
    // What is still told of the first leg is nothing that the agent did.
    const ends = after(call, hasStatus('agent_WR1', 'completed'), hasLeft('agent_WR1'))
    expect(ends).toBe(call)
    const rung: CallEvent = {
      kind: 'ring-created',
      partyId: 'agent_WR1',
      callSid: 'CA-second',
      place: 2,
      conferenceSid: 'CF2',
    }
    const answers = { kind: 'leg-status', partyId: 'agent_WR1', status: 'in-progress' } as const
    const met = after(call, rung, { ...answers, callSid: 'CA-second' })
    expect(met.phase).toMatchObject({
      kind: 'active',
      parties: [{}, { partyId: 'agent_WR1', callSid: 'CA-second' }],
    })
  })

  it('is not met by a ring that was still made for the place before', () => {
    const { call } = follow(after(aCaller(), agentReserved('WR1')))
    const step = transition(call, ringing[1] ?? waiting, at + 31_000)
    expect(describeEffects(step.effects)).toEqual(['end-leg CA-agent'])
    expect(step.call.phase).toMatchObject({ reservation: { leg: { callSid: null } } })
  })

  it('as a waiting call lets the Device connect again', () => {
    const connects: CallEvent = { kind: 'device-connected', callSid: 'CA-desk' }
    const { call, effects } = follow(after(aCaller(), waiting, connects))
    expect(effects).toEqual(['end-leg CA-desk'])
    const again = after(call, { kind: 'device-connected', callSid: 'CA-again' })
    expect(again.phase).toMatchObject({ reservation: { leg: { callSid: 'CA-again' } } })
  })

  it('waits there for the agent who takes them back or whose desk was lost', () => {
    const connects: CallEvent = { kind: 'device-connected', callSid: 'CA-back' }
    const { call, effects } = follow(after(talk, lost, connects), 4)
    expect(effects).toEqual(['end-leg CA-back'])
    expect(call.phase).toMatchObject({
      kind: 'returning',
      placed: true,
      leg: { callSid: null },
      talk: { since: T0 + 7000 },
    })
  })

  it('in the first moments of the talk waits there for their agent, who is asked to come', () => {
    const { call, effects } = follow(talk, 2, T0 + 9000)
    expect(effects).toEqual(['end-leg CA-agent'])
    expect(call.phase).toMatchObject({ kind: 'returning', placed: true, leg: { identity: ADA } })
  })

  it.each<[string, Call]>([
    ['with their agent', talk],
    ['with several', after(talk, ...added(grace), ...added(telephone))],
    ['without an agent', after(talk, ...added(telephone), hasLeft('agent_WR1'))],
    ['before a transfer to a queue has moved them', after(talk, toSales)],
  ])('in talk %s may be back already: Twilio is asked', (_, before) => {
    const { call, effects } = transition(before, joins(2), at + 30_000)
    expect(call).toBe(before)
    expect(describeEffects(effects)).toEqual(['read-call'])
  })

  it.each([3, 4])('in a transfer to a queue waits in that queue, in place %i', (place) => {
    const { call, effects } = follow(after(talk, toSales), place)
    expect(call).toMatchObject({ queueName: 'Sales', phase: { kind: 'queued', placed: true } })
    expect(effects).toEqual([
      'write-history',
      'start-wrap-up agent_WR1',
      'create-queue-task',
      'end-leg CA-agent',
    ])
  })

  it('after the end of their call does not wait there alone', () => {
    const ended = after(aCaller(), hasLeft('customer'))
    expect(ended.phase.kind).toBe('ended')
    const step = transition(ended, joins(2), at)
    expect(describeEffects(step.effects)).toEqual(['end-leg CA-customer'])
    expect(transition(step.call, joins(2), at).effects).toEqual([])
  })

  it('of a merge is another call’s', () => {
    const merged = after(
      talk,
      { kind: 'merge-requested', by: ADA, into: 'call_9', partyId: 'party_9' },
      { kind: 'merge-done', partyId: 'party_9' },
    )
    expect(transition(merged, joins(2), at)).toEqual({ call: merged, effects: [] })
  })
})

describe('a place that the customer has left', () => {
  const moved = after(talk, lost, { kind: 'customer-placed', place: 3 })

  it.each<[string, CallEvent]>([
    ['the customer was there', joins(1)],
    ['the customer has left it', hasLeft('customer')],
    ['the agent has left it', hasLeft('agent_WR1')],
    ['it is over', { kind: 'conference-ended', place: 1, conferenceSid: 'CF1', byCallSid: null }],
    ['the agent’s old leg is there', joins(1, agent)],
    ['they were led there', { kind: 'customer-placed', place: 1 }],
    ['they could not be led there', { kind: 'placing-failed', place: 1 }],
  ])('says nothing about the call: %s', (_, event) => {
    expect(transition(moved, event, at + 5000)).toEqual({ call: moved, effects: [] })
  })

  it('holds nobody: who comes there is ended, once', () => {
    const stray = joins(1, { label: 'party_7', callSid: 'CA-stray' })
    const step = transition(moved, stray, at + 5000)
    expect(describeEffects(step.effects)).toEqual(['end-leg CA-stray'])
    expect(transition(step.call, stray, at + 6000).effects).toEqual([])
  })
})
