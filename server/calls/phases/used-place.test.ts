import { describe, expect, it } from 'vitest'
import { T0, aCaller, agent, customer, play, ringing, talking } from '../../testing/calls.ts'
import { describeEffects } from '../../testing/conversations.ts'
import { ADA } from '../../testing/internal-calls.ts'
import type { CallEvent, CallReading, ParticipantRef } from '../model/call-event.ts'
import { callSchema } from '../model/call.ts'
import type { Call } from '../model/call.ts'
import { transition } from './transition.ts'

const at = T0 + 30_000

function read(customerCall: CallReading, ...here: readonly ParticipantRef[]): CallEvent {
  const participants = here.map((participant) => ({
    participant,
    held: false,
    answered: participant !== agent,
  }))
  return { kind: 'call-read', reading: { participants, customerCall } }
}

/** The customer was reported to have left their place. */
function left(call: Call): Call {
  const { place } = call
  const leaves: CallEvent = {
    kind: 'participant-left',
    moved: true,
    participant: customer,
    place,
    conferenceSid: `CF${place}`,
  }
  const step = transition(call, leaves, at)
  expect(describeEffects(step.effects)).toEqual(['read-call'])
  expect(callSchema.parse(JSON.parse(JSON.stringify(step.call)))).toEqual(step.call)
  return step.call
}

function reads(call: Call, event: CallEvent) {
  const { call: next, effects } = transition(call, event, at + 100)
  return { call: next, effects: describeEffects(effects) }
}

const queued = aCaller()
const rung = play(aCaller(), ringing, T0).call
const talk = play(aCaller(), talking).call
const lost: CallEvent = { kind: 'desk-lost', by: ADA }
const returning = play(talk, [lost, { kind: 'customer-placed', place: 3 }], at).call

describe('a waiting customer who was sent elsewhere', () => {
  it('waits in the next place of the queue, with a Task when they are there', () => {
    const { call, effects } = reads(left(queued), read('answered'))
    expect(call).toMatchObject({ place: 3, phase: { kind: 'queued', placed: false } })
    expect(effects).toEqual(['cancel-task', 'place-customer CA-customer'])
    const placed = transition(call, { kind: 'customer-placed', place: 3 }, at + 200)
    expect(describeEffects(placed.effects)).toEqual(['create-queue-task'])
  })

  it('is rung for no longer, and the desk has missed nothing', () => {
    const { call, effects } = reads(left(rung), read('answered', agent))
    expect(call).toMatchObject({ place: 3, phase: { kind: 'queued', placed: false } })
    expect(effects).toEqual([
      'end-leg CA-agent',
      'reject-reservation',
      'cancel-task',
      'place-customer CA-customer',
    ])
  })

  it('waits in the next place for the agent who comes back', () => {
    const { call, effects } = reads(left(returning), read('answered'))
    expect(call).toMatchObject({ place: 5, phase: { kind: 'returning', placed: false } })
    expect(effects).toEqual(['place-customer CA-customer'])
  })
})

describe('a waiting customer who may be where they are to wait', () => {
  it.each<[string, Call, CallEvent]>([
    ['was not reported to have left', queued, read('answered')],
    ['is listed after all', left(queued), read('answered', customer)],
    ['cannot be read', left(queued), read('unknown')],
    ['is rung for', rung, read('answered', agent)],
  ])('stays: one who %s', (_, before, event) => {
    expect(transition(before, event, at + 100)).toEqual({ call: before, effects: [] })
  })

  it('has hung up: nobody is moved', () => {
    const { call } = reads(left(queued), read('gone'))
    expect(call.phase.kind).toBe('ended')
  })

  it('is here when they are seen here again', () => {
    const { place } = queued
    const joins: CallEvent = {
      kind: 'participant-joined',
      participant: customer,
      place,
      conferenceSid: 'CF1',
    }
    const seen = transition(left(queued), joins, at + 50).call
    expect(transition(seen, read('answered'), at + 100).call).toBe(seen)
  })
})
