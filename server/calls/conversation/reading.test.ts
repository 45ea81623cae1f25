import { describe, expect, it } from 'vitest'
import {
  T0,
  aCaller,
  agent,
  anOutboundCall,
  customer,
  dialling,
  play,
  ringing,
  talking,
} from '../../testing/calls.ts'
import {
  added,
  describeEffects,
  describeParties,
  hasLeft,
  telephone,
} from '../../testing/conversations.ts'
import { ADA, aTeammateCall, ringingGrace } from '../../testing/internal-calls.ts'
import type { CallEvent, ParticipantRef, Reading } from '../model/call-event.ts'
import type { Call } from '../model/call.ts'
import { transition } from '../phases/transition.ts'

const at = T0 + 60_000
const talk = play(aCaller(), talking).call
const listed = (...who: readonly ParticipantRef[]) =>
  who.map((participant) => ({ participant, held: false, muted: false, answered: true }))
const read = (reading: Reading): CallEvent => ({ kind: 'call-read', reading })
const alive = { customerCall: 'answered' } as const
const toSales: CallEvent = {
  kind: 'transfer-requested',
  by: ADA,
  transfer: 'cold',
  to: { kind: 'queue', queueName: 'Sales' },
  reason: '',
}

function after(...events: readonly CallEvent[]): Call {
  return play(talk, events, at).call
}

function tell(before: Call, reading: Reading, when = at + 30_000) {
  const { call, effects } = transition(before, read(reading), when)
  return { call, kind: call.phase.kind, effects: describeEffects(effects) }
}

describe('a customer who is not in Twilio’s list', () => {
  it.each<[string, Call, Reading['participants']]>([
    ['their agent', talk, listed(agent)],
    [
      'their agent and a third party',
      after(...added(telephone)),
      listed(agent, { label: 'party_2', callSid: 'CA-telephone' }),
    ],
  ])('and whose call lives is brought back to who talks there: %s', (_, before, participants) => {
    for (const customerCall of ['answered', 'live'] as const) {
      const { call, effects } = tell(before, { participants, customerCall })
      expect(call).toMatchObject({ place: 1, phase: { kind: 'active' } })
      expect(effects).toEqual(['place-customer CA-customer'])
    }
  })

  it('and whose call lives waits for their agent, when nobody is there', () => {
    const { call, kind, effects } = tell(talk, { participants: [], ...alive })
    expect(call.place).toBe(3)
    expect(kind).toBe('returning')
    expect(effects).toEqual(['place-customer CA-customer', 'end-leg CA-agent'])
  })

  it.each<[string, Call, Reading, number]>([
    ['has answered a moment ago', talk, { participants: listed(agent), ...alive }, T0 + 9000],
    ['is in a list that is empty so early', talk, { participants: [], ...alive }, T0 + 9000],
    [
      'has a call of which Twilio does not say anything',
      talk,
      { participants: listed(agent), customerCall: 'unknown' },
      at,
    ],
    [
      'is in a Conference that could not be read',
      talk,
      { participants: null, customerCall: 'gone' },
      at,
    ],
  ])('stays in the conversation who %s', (_, before, reading, when) => {
    expect(tell(before, reading, when)).toEqual({ call: before, kind: 'active', effects: [] })
  })

  it('and whose call is over has hung up', () => {
    const { call } = tell(talk, { participants: listed(agent), customerCall: 'gone' })
    expect(call.phase).toMatchObject({ kind: 'ended', reason: 'customer-hung-up' })
  })

  it('is a teammate who was called: they have hung up', () => {
    const met = play(aTeammateCall(), [
      ...ringingGrace,
      { kind: 'leg-status', partyId: 'customer', callSid: 'CA-grace', status: 'in-progress' },
    ]).call
    const ada = { label: 'agent_call_2', callSid: 'CA-agent' }
    const { call, effects } = tell(met, { participants: listed(ada), ...alive })
    expect(call.phase.kind).toBe('ended')
    expect(effects.filter((each) => each.startsWith('place-customer'))).toEqual([])
  })

  it('is not hung up on in the queue or while a desk rings', () => {
    for (const before of [aCaller(), play(aCaller(), ringing).call])
      expect(tell(before, { participants: [], ...alive })).toMatchObject({
        call: before,
        effects: [],
      })
  })
})

describe('an agent who is not in Twilio’s list', () => {
  it('has lost the desk, and the customer waits for it', () => {
    const { call, effects } = tell(talk, { participants: listed(customer), ...alive })
    expect(call.phase).toMatchObject({ kind: 'returning', leg: { identity: ADA } })
    expect(effects).toEqual(['place-customer CA-customer', 'end-leg CA-agent'])
  })

  it('has hung up, when that was asked for', () => {
    const closing = after({ kind: 'hang-up-requested', by: ADA })
    const { call } = tell(closing, { participants: listed(customer), ...alive })
    expect(call.phase).toMatchObject({ kind: 'ended', reason: 'agent-hung-up' })
  })

  it.each<[string, Reading, string]>([
    ['is answered', { participants: [], ...alive, agentCall: 'answered' }, 'active'],
    ['still rings', { participants: [], ...alive, agentCall: 'live' }, 'reserved'],
    ['is over', { participants: [], ...alive, agentCall: 'gone' }, 'queued'],
    [
      'is answered, while the Conference cannot be read',
      { participants: null, ...alive, agentCall: 'answered' },
      'active',
    ],
    ['cannot be read either', { participants: null, ...alive, agentCall: 'unknown' }, 'reserved'],
  ])('rings, or has answered: their own leg tells when it %s', (_, reading, phase) => {
    const rung = play(aCaller(), ringing).call
    const overdue = transition(rung, { kind: 'tick' }, T0 + 29_000).call
    // Before the ring is overdue it goes on, unless it is answered.
    const early = phase === 'queued' ? 'reserved' : phase
    expect(tell(rung, reading, T0 + 9000).kind).toBe(early)
    const isRinging = reading.agentCall === 'live'
    expect(tell(overdue, reading, T0 + 29_500).kind).toBe(isRinging ? 'queued' : phase)
  })

  it('and who dials is still in the Conference, when the leg is up', () => {
    const rings = play(anOutboundCall(), dialling).call
    const up = { participants: [], customerCall: 'live', agentCall: 'answered' } as const
    expect(tell(rings, up).kind).toBe('dialing')
    expect(tell(rings, { ...up, agentCall: 'gone' }).call.phase).toMatchObject({
      kind: 'ended',
      reason: 'connection-lost',
    })
  })
})

describe('a customer on the way to a queue', () => {
  const moving = after(toSales)

  it('is there, when they are not in the Conference and their call lives', () => {
    const { call, kind } = tell(moving, { participants: listed(agent), ...alive })
    // Twilio may have moved them to place 3, of which nobody has heard.
    expect([kind, call.queueName, call.place]).toEqual(['queued', 'Sales', 5])
  })

  it('is not there, when they are still in the Conference: the agent is told', () => {
    const { call, kind } = tell(moving, { participants: listed(agent, customer), ...alive })
    expect(kind).toBe('active')
    expect(call.phase).toMatchObject({ operation: { kind: 'none' } })
    expect(call.failure).toMatchObject({ command: 'transfer', code: 'not-confirmed' })
  })

  it('is anywhere while Twilio does not say, and gone when their call is over', () => {
    const unknown = tell(moving, { participants: listed(agent), customerCall: 'unknown' })
    expect(unknown.call).toBe(moving)
    expect(
      tell(moving, { participants: listed(agent), customerCall: 'gone' }).call.phase,
    ).toMatchObject({ kind: 'ended', reason: 'customer-hung-up' })
  })
})

it('ends the legs of those who have left, and of nobody else', () => {
  const left = after(...added(telephone), hasLeft('party_2'))
  const back = { label: 'party_2', callSid: 'CA-telephone' }
  const unknown = { label: 'party_8', callSid: 'CA-8' }
  const other = { label: null, callSid: 'CA-other' }
  const { call, effects } = tell(left, {
    participants: listed(customer, agent, back, unknown, other),
    ...alive,
  })
  expect(effects).toEqual(['end-leg CA-telephone', 'end-leg CA-8'])
  expect(describeParties(call)).toMatchObject({ customer: 'customer connected' })
})
