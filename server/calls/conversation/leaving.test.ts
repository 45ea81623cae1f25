import { describe, expect, it } from 'vitest'
import { T0, aCaller, play, talking } from '../../testing/calls.ts'
import {
  added,
  describeEffects,
  describeParties,
  grace,
  hasLeft,
  hasStatus,
  isHeld,
  telephone,
  transfer,
} from '../../testing/conversations.ts'
import type { CallEvent } from '../model/call-event.ts'
import { transition } from '../phases/transition.ts'

const ADA = 'tenant_main_user_ada'
const GRACE = 'tenant_main_user_grace'
const at = T0 + 60_000
const talk = play(aCaller(), talking).call
const held = isHeld('customer', true)
const hold: CallEvent = { kind: 'hold-requested', partyId: 'customer', hold: true }
const answers = hasStatus('party_1', 'in-progress')
const rings = hasStatus('party_1', 'ringing')
const warm = [transfer('warm', grace), held, rings]
const cold = [transfer('cold', grace), held, rings]
const leaves = (by: string): CallEvent => ({ kind: 'leave-requested', by })

type Parties = Readonly<Record<string, string>>
type Case = [string, readonly CallEvent[], Parties, readonly string[]]

/** What the last event makes of a call: its phase or operation, its parties, and the effects. */
function playLast(events: readonly CallEvent[]) {
  const before = play(talk, events.slice(0, -1), at).call
  const { call, effects } = play(before, events.slice(-1), at + 30_000)
  return {
    before,
    call,
    state: call.phase.kind === 'active' ? call.phase.operation.kind : call.phase.kind,
    parties: describeParties(call),
    effects: describeEffects(effects),
  }
}

describe('a call of two ends', () => {
  it.each<[string, CallEvent]>([
    ['when the customer leaves', hasLeft('customer')],
    ['when the customer’s call is over', { kind: 'customer-left' }],
  ])('ends %s', (_, event) => {
    const reason = 'customer-hung-up'
    const step = transition(talk, event, at)
    expect(step.call.phase).toMatchObject({ kind: 'ended', reason })
    expect(step.effects).toMatchObject([
      { kind: 'write-history', entry: { outcome: 'answered' } },
      { kind: 'start-wrap-up', reason },
      { kind: 'end-conversation', conferenceSid: 'CF1' },
      { kind: 'wrap-reservation', taskSid: 'WT1', reservationSid: 'WR1' },
    ])
  })
})

describe('somebody of several leaves', () => {
  const agentsPart = ['write-history', 'start-wrap-up agent_WR1', 'wrap-reservation']

  it.each<Case>([
    [
      'a third party: agent and customer talk on',
      [...added(telephone), hasLeft('party_2')],
      {
        customer: 'customer connected',
        agent_WR1: 'agent connected',
        party_2: 'external hung-up',
      },
      [],
    ],
    [
      'the customer: the agent talks on with the third party',
      [...added(telephone), hasLeft('customer')],
      {
        customer: 'customer hung-up',
        agent_WR1: 'agent connected',
        party_2: 'external connected',
      },
      [],
    ],
    [
      'the agent: the teammate who was added takes over',
      [...added(grace), hasLeft('agent_WR1')],
      { customer: 'customer connected', agent_WR1: 'agent hung-up', party_1: 'agent connected' },
      agentsPart,
    ],
    [
      'the agent: a customer on hold is resumed, because nobody else could do it',
      [...added(telephone), hold, held, hasLeft('agent_WR1')],
      {
        customer: 'customer connected',
        agent_WR1: 'agent hung-up',
        party_2: 'external connected',
      },
      [...agentsPart, 'resume customer'],
    ],
  ])('%s', (_, events, parties, effects) => {
    expect(playLast(events)).toMatchObject({ state: 'none', parties, effects })
  })

  it('an invitee who is busy: the agent is told', () => {
    const busy = hasStatus('party_2', 'busy')
    const { call } = playLast([{ kind: 'add-requested', invitee: telephone }, busy])
    expect(call.phase.kind).toBe('active')
    expect(call.failure).toMatchObject({ command: 'add', code: 'busy', who: telephone.number })
  })

  it('the customer, after the agent: a third party is not left alone', () => {
    const step = playLast([...added(telephone), hasLeft('agent_WR1'), hasLeft('customer')])
    expect(step).toMatchObject({ state: 'ended', effects: ['end-conversation'] })
  })
})

describe('a request to leave', () => {
  it.each<Case>([
    [
      'ends the agent’s leg when the customer is not left alone',
      [...added(telephone), leaves(ADA)],
      {
        customer: 'customer connected',
        agent_WR1: 'agent connected ending',
        party_2: 'external connected',
      },
      ['end-leg CA-agent'],
    ],
    [
      'ends the call when the customer would be left alone',
      [leaves(ADA)],
      { customer: 'customer connected', agent_WR1: 'agent connected' },
      ['end-conversation'],
    ],
    [
      'ends an invitee’s own leg',
      [...added(grace), leaves(GRACE)],
      {
        customer: 'customer connected',
        agent_WR1: 'agent connected',
        party_1: 'consult connected ending',
      },
      ['end-leg CA-grace'],
    ],
    [
      'declines while the invitee’s desk rings',
      [{ kind: 'add-requested', invitee: grace }, rings, leaves(GRACE)],
      {
        customer: 'customer connected',
        agent_WR1: 'agent connected',
        party_1: 'consult ringing ending',
      },
      ['end-leg CA-grace'],
    ],
    [
      'completes a transfer whose target has answered',
      [...warm, answers, leaves(ADA)],
      {
        customer: 'customer connected',
        agent_WR1: 'agent connected',
        party_1: 'consult connected',
      },
      ['resume customer'],
    ],
    [
      'ends the leg of an agent whose transfer still rings',
      [...cold, leaves(ADA)],
      {
        customer: 'customer connected held',
        agent_WR1: 'agent connected ending',
        party_1: 'consult ringing',
      },
      ['end-leg CA-agent'],
    ],
  ])('%s', (_, events, parties, effects) => {
    expect(playLast(events)).toMatchObject({ parties, effects })
  })

  it.each<[string, readonly CallEvent[]]>([
    ['of somebody who is not in the call', [leaves(GRACE)]],
    ['that is repeated', [...added(telephone), leaves(ADA), leaves(ADA)]],
    ['while the call is hung up', [{ kind: 'hang-up-requested', by: ADA }, leaves(ADA)]],
  ])('%s changes nothing', (_, events) => {
    const { before, call, effects } = playLast(events)
    expect(call).toBe(before)
    expect(effects).toEqual([])
  })
})

describe('somebody leaves during a transfer', () => {
  const agentsPart = ['write-history', 'start-wrap-up agent_WR1']

  it.each<[string, readonly CallEvent[], string, Parties, readonly string[]]>([
    [
      'the customer: a target who has answered stays with the agent',
      [...warm, answers, hasLeft('customer')],
      'none',
      {
        customer: 'customer hung-up held',
        agent_WR1: 'agent connected',
        party_1: 'consult connected',
      },
      [],
    ],
    [
      'the target: the customer is resumed',
      [...warm, answers, hasLeft('party_1')],
      'none',
      { customer: 'customer connected', agent_WR1: 'agent connected', party_1: 'consult hung-up' },
      ['write-history', 'resume customer'],
    ],
    [
      'the target: a customer who was on hold before the transfer stays on hold',
      [hold, ...warm, answers, hasLeft('party_1')],
      'none',
      {
        customer: 'customer connected held',
        agent_WR1: 'agent connected',
        party_1: 'consult hung-up',
      },
      ['write-history'],
    ],
    [
      'the agent: a target who has answered takes over',
      [...warm, answers, hasLeft('agent_WR1')],
      'none',
      { customer: 'customer connected', agent_WR1: 'agent hung-up', party_1: 'agent connected' },
      [...agentsPart, 'wrap-reservation', 'resume customer'],
    ],
    [
      'the agent: a cold transfer goes on ringing',
      [...cold, hasLeft('agent_WR1')],
      'transfer',
      {
        customer: 'customer connected held',
        agent_WR1: 'agent hung-up',
        party_1: 'consult ringing',
      },
      [...agentsPart, 'wrap-reservation'],
    ],
    [
      'the agent, and the target of the cold transfer answers: the target takes over',
      [...cold, hasLeft('agent_WR1'), answers, isHeld('customer', false)],
      'none',
      { customer: 'customer connected', agent_WR1: 'agent hung-up', party_1: 'agent connected' },
      [],
    ],
  ])('%s', (_, events, state, parties, effects) => {
    expect(playLast(events)).toMatchObject({ state, parties, effects })
  })

  it('the agent, and the target of the cold transfer declines: the customer waits in the queue', () => {
    const { call, effects } = playLast([
      ...cold,
      hasLeft('agent_WR1'),
      hasStatus('party_1', 'busy'),
    ])
    expect(call.phase).toMatchObject({ kind: 'queued', placed: false })
    expect(call.handover).toMatchObject({ kind: 'cold', from: 'Ada' })
    expect(effects).toEqual(['write-history', 'place-customer CA-customer'])
  })

  it('the customer: a target who still rings is rung no more, and the call ends', () => {
    const { call, parties, effects } = playLast([...warm, hasLeft('customer')])
    expect(call.phase).toMatchObject({ kind: 'ended', reason: 'customer-hung-up' })
    expect(parties['party_1']).toBe('consult taken-back')
    expect(effects).toContain('end-leg CA-grace')
  })

  it('the target: the agent is told', () => {
    const { call } = playLast([...warm, answers, hasLeft('party_1')])
    expect(call.failure).toMatchObject({ command: 'transfer', code: 'left', who: 'Grace' })
  })
})
