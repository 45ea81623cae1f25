import { describe, expect, it } from 'vitest'
import { T0, aNewCaller, agent, customer, customerIn, play, ringing } from '../../testing/calls.ts'
import { describeEffects } from '../../testing/conversations.ts'
import type { CallEvent, CallReading, ParticipantRef } from '../model/call-event.ts'
import type { Call } from '../model/call.ts'
import { getNextDeadline, transition } from './transition.ts'

const answersAt = T0 + 10_000
const inProgress: CallEvent = {
  kind: 'leg-status',
  partyId: 'agent_WR1',
  callSid: 'CA-agent',
  status: 'in-progress',
}

/** The agent answers a caller whose way into the Conference was not reported. */
function answered(): Call {
  const placed: CallEvent = { kind: 'customer-placed', place: 1 }
  const waiting = play(aNewCaller(), [placed, ...ringing], T0).call
  const { call, effects } = transition(waiting, inProgress, answersAt)
  expect(describeEffects(effects)).toContain('read-call')
  return call
}

function read(customerCall: CallReading, ...here: readonly ParticipantRef[]): CallEvent {
  const participants = here.map((participant) => ({ participant, held: false, answered: true }))
  return { kind: 'call-read', reading: { participants, customerCall } }
}

function does(call: Call, event: CallEvent, at: number) {
  const step = transition(call, event, at)
  return { call: step.call, effects: describeEffects(step.effects) }
}

const tick: CallEvent = { kind: 'tick' }

describe('a customer who was not seen where the agent is', () => {
  it('is looked for within a second, and brought there', () => {
    const soon = does(answered(), read('answered', agent), answersAt + 200)
    expect(soon.effects).toEqual([])
    const due = getNextDeadline(soon.call) ?? Number.POSITIVE_INFINITY
    expect(due - answersAt).toBeLessThanOrEqual(1000)
    const looked = does(soon.call, tick, due)
    expect(looked.effects).toEqual(['read-call'])
    const late = does(looked.call, read('answered', agent), due + 300)
    expect(late.effects).toEqual(['place-customer CA-customer'])
    expect(late.call).toMatchObject({ place: 1, phase: { kind: 'active' } })
  })

  it.each<[string, CallEvent]>([
    ['joins', customerIn],
    ['is listed', read('answered', agent, customer)],
  ])('is not looked for when they are there: one who %s', (_, event) => {
    const { call } = does(answered(), event, answersAt + 200)
    const later = does(call, tick, answersAt + 1000)
    expect(later.effects).toEqual([])
    // A list that lacks them soon after is a list that is not complete.
    expect(does(later.call, read('answered', agent), answersAt + 1300).effects).toEqual([])
  })

  it('is let go when they have hung up', () => {
    const looked = does(answered(), tick, answersAt + 1000)
    const { call } = does(looked.call, read('gone', agent), answersAt + 1300)
    expect(call.phase.kind).toBe('ended')
  })
})
