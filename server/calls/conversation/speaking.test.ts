import { describe, expect, it } from 'vitest'
import { T0, aCaller, agent, customer, play, talking } from '../../testing/calls.ts'
import { conferenceEvent } from '../../webhooks/status-routes.ts'
import type { CallEvent } from '../model/call-event.ts'
import type { Call } from '../model/call.ts'
import { createCallSnapshot } from '../view/snapshot.ts'
import { transition } from '../phases/transition.ts'

const NOW = T0 + 60_000
const begun = play(aCaller(), talking).call

/** Twilio's word of the customer's voice, as it posts it. */
function voice(what: 'start' | 'stop', sequence: number | null, who = customer): CallEvent {
  const event = conferenceEvent(
    {
      StatusCallbackEvent: `participant-speech-${what}`,
      ConferenceSid: 'CF1',
      CallSid: who.callSid,
      ParticipantLabel: who.label,
      ...(sequence === null ? {} : { SequenceNumber: sequence }),
    },
    1,
  )
  if (event === null) throw new Error('not understood')
  return event
}

const held = (is: boolean, sequence: number): CallEvent => ({
  kind: 'hold-changed',
  participant: customer,
  held: is,
  stamp: { conferenceSid: 'CF1', sequence },
})
const hold = (is: boolean): CallEvent => ({ kind: 'hold-requested', partyId: 'customer', hold: is })

/** Whether the party speaks, and for how long it has spoken. */
function speech(call: Call, partyId = 'customer') {
  const snapshot = createCallSnapshot(call, { identity: 'tenant_main_user_ada', name: 'Ada' }, NOW)
  const party = snapshot?.parties.find((each) => each.partyId === partyId)
  return [party?.speaking, party?.spokenSeconds]
}

describe('a voice', () => {
  it.each<[string, readonly CallEvent[], [boolean, number]]>([
    ['nobody has spoken yet', [], [false, 0]],
    ['it speaks', [voice('start', 10)], [true, 0]],
    ['it has spoken', [voice('start', 10), voice('stop', 11)], [false, 1]],
    [
      'it has spoken twice',
      [voice('start', 10), voice('stop', 11), voice('start', 12), voice('stop', 13)],
      [false, 2],
    ],
    ['the beginning is told twice', [voice('start', 10), voice('start', 10)], [true, 0]],
    [
      'the end is told twice',
      [voice('start', 10), voice('stop', 11), voice('stop', 11)],
      [false, 1],
    ],
    ['the end overtakes the beginning', [voice('stop', 11), voice('start', 10)], [false, 0]],
    ['the end was lost', [voice('start', 10), voice('start', 12), voice('stop', 13)], [false, 2]],
    ['the beginning was lost', [voice('stop', 11)], [false, 0]],
    ['without numbers', [voice('start', null), voice('stop', null)], [false, 1]],
    [
      'it is put on hold: Twilio may not tell of the end',
      [voice('start', 10), hold(true), held(true, 11)],
      [false, 2],
    ],
    [
      'the word of an earlier moment comes while it is on hold',
      [hold(true), held(true, 11), voice('start', 10)],
      [false, 0],
    ],
    [
      'it is taken off hold',
      [hold(true), held(true, 11), hold(false), held(false, 12), voice('start', 13)],
      [true, 0],
    ],
    [
      'of a Conference that is over',
      [{ ...voice('start', 10), stamp: { conferenceSid: 'CF0', sequence: 10 } } as CallEvent],
      [false, 0],
    ],
  ])('%s', (_, events, expected) => {
    expect(speech(play(begun, events, NOW).call)).toEqual(expected)
  })

  it('is each one’s own, and stops with who leaves', () => {
    const both = play(begun, [voice('start', 10), voice('start', 11, agent)], NOW).call
    expect([speech(both), speech(both, 'agent_WR1')]).toEqual([
      [true, 0],
      [true, 0],
    ])
    const over = play(both, [{ kind: 'customer-left' }], NOW + 5000).call
    expect(over.phase.kind).toBe('ended')
    expect([speech(over), speech(over, 'agent_WR1')]).toEqual([
      [false, 5],
      [false, 4],
    ])
  })

  it('changes nothing when it is told again, so that no screen is told for nothing', () => {
    const speaks = play(begun, [voice('start', 10)], NOW).call
    expect(transition(speaks, voice('start', 10), NOW + 1000).call).toBe(speaks)
    expect(transition(speaks, voice('start', 9), NOW + 1000).call).toBe(speaks)
    const stranger = { label: 'party_x', callSid: 'CA-x' }
    expect(transition(speaks, voice('start', 12, stranger), NOW + 1000).call).toBe(speaks)
  })

  it('is not heard of who is on the way into a queue', () => {
    const to = { kind: 'queue', queueName: 'Sales' } as const
    const by = 'tenant_main_user_ada'
    const { call } = play(
      begun,
      [
        voice('start', 10),
        { kind: 'transfer-requested', by, transfer: 'cold', to, reason: '' },
        { kind: 'participant-left', participant: customer, place: 1, conferenceSid: 'CF1' },
      ],
      NOW,
    )
    expect(call.phase.kind).toBe('active')
    expect(speech(call)).toEqual([false, 2])
  })
})
