import { describe, expect, it } from 'vitest'
import {
  T0,
  aCaller,
  agent,
  answering,
  aReservation,
  customer,
  play,
  ringing,
} from '../../testing/calls.ts'
import type { CallEvent, LegStatus } from '../model/call-event.ts'
import { createCallSnapshot } from '../view/snapshot.ts'
import { getNextDeadline, transition } from './transition.ts'

const waiting: CallEvent = {
  kind: 'agent-reserved',
  reservation: { ...aReservation('WR1'), callWaiting: true },
  waitedSeconds: 5,
  queueName: 'Support',
}
const connects: CallEvent = { kind: 'device-connected', callSid: 'CA-agent' }
const ref = { taskSid: 'WT1', reservationSid: 'WR1' }
const rejected = {
  kind: 'reject-reservation',
  ...ref,
  because: 'declined',
  workerSid: 'WK1',
  engagedWorkerSid: 'WK1',
}
const agentReserved = () => play(aCaller(), [waiting])
const outcomeOf = (call: ReturnType<typeof agentReserved>) =>
  call.effects.flatMap((each) => (each.kind === 'write-history' ? each.entry.outcome : []))
const nobody: CallEvent = {
  kind: 'call-read',
  reading: { participants: [], customerCall: 'live' },
}

it('counts the wait until the answer, as the desk did while it rang', () => {
  const ada = { identity: 'tenant_main_user_ada', name: 'Ada' }
  const rung = play(aCaller(), ringing).call
  expect(createCallSnapshot(rung, ada, T0 + 9000)).toMatchObject({ waitedSeconds: 5 })
  const answered = play(rung, answering.slice(ringing.length), T0 + 9000).call
  expect(createCallSnapshot(answered, ada, T0 + 12_000)).toMatchObject({ waitedSeconds: 9 })
})

describe('call waiting', () => {
  it('rings no leg, and shows itself', () => {
    const { call, effects } = agentReserved()
    expect(effects).toEqual([])
    const ada = { identity: 'tenant_main_user_ada', name: 'Ada' }
    expect(createCallSnapshot(call, ada, T0 + 6000)).toMatchObject({
      state: { kind: 'ringing' },
      callWaiting: true,
    })
  })

  it.each<[string, CallEvent]>([
    ['joins', { kind: 'participant-joined', participant: agent, place: 1, conferenceSid: 'CF1' }],
    [
      'is found by a reading',
      {
        kind: 'call-read',
        reading: { participants: [{ participant: agent, held: false }], customerCall: 'live' },
      },
    ],
  ])('is answered when the Device that connected %s', (_, proof) => {
    const connected = play(aCaller(), [waiting, connects])
    expect(connected.call.phase.kind).toBe('reserved')
    expect(connected.effects).toEqual([])
    const { call, effects } = play(connected.call, [
      proof,
      { kind: 'accept-succeeded', reservationSid: 'WR1' },
      { kind: 'participant-joined', participant: customer, place: 1, conferenceSid: 'CF1' },
    ])
    expect(effects).toContainEqual({ kind: 'accept-reservation', ...ref })
    expect(call.phase.kind).toBe('active')
  })

  it('that nobody takes is missed, and leaves the agent in routing', () => {
    const { call } = agentReserved()
    expect(getNextDeadline(call)).toBe(T0 + 25_000)
    const late = transition(call, { kind: 'tick' }, T0 + 25_000)
    expect(late.effects).toEqual([{ kind: 'read-call', asOfRequest: 0 }])
    expect(getNextDeadline(late.call)).toBe(T0 + 27_000)
    const over = play(late.call, [nobody], T0 + 25_100)
    expect(over.call.phase.kind).toBe('queued')
    expect(over.effects).toContainEqual(rejected)
    expect(outcomeOf(over)).toEqual(['missed'])
  })

  it('that is taken in the last moment is not given up', () => {
    const late = transition(agentReserved().call, { kind: 'tick' }, T0 + 25_000).call
    const { call } = play(late, [connects, nobody], T0 + 25_050)
    expect(call.phase.kind).toBe('reserved')
  })

  it('that TaskRouter gives up is missed', () => {
    const over = play(agentReserved().call, [{ kind: 'reservation-over', reservationSid: 'WR1' }])
    expect(over.call.phase.kind).toBe('queued')
    expect(outcomeOf(over)).toEqual(['missed'])
  })

  it('can be declined', () => {
    const over = play(agentReserved().call, [
      { kind: 'hang-up-requested', by: 'tenant_main_user_ada' },
    ])
    expect(over.effects).toContainEqual(rejected)
    expect(outcomeOf(over)).toEqual(['declined'])
  })

  it.each<LegStatus>(['completed', 'failed', 'canceled'])(
    'whose Device is gone before it joined (%s) is missed',
    (status) => {
      const leg = { partyId: 'agent_WR1', callSid: 'CA-agent', status }
      const over = play(aCaller(), [waiting, connects, { kind: 'leg-status', ...leg }])
      expect(over.call.phase.kind).toBe('queued')
      expect(over.effects).toContainEqual(rejected)
      expect(outcomeOf(over)).toEqual(['missed'])
    },
  )

  it('takes one Device alone, and only where a Device is to connect', () => {
    const { call } = play(aCaller(), [waiting, connects])
    expect(transition(call, { ...connects, callSid: 'CA-thief' }, T0).call).toBe(call)
    const ringing = play(aCaller(), [{ ...waiting, reservation: aReservation('WR1') }]).call
    expect(transition(ringing, connects, T0).call).toBe(ringing)
  })
})
