import { describe, expect, it } from 'vitest'
import {
  T0,
  aCaller,
  agent,
  aReservation,
  answering,
  customer,
  agentReserved,
  play,
  ringing,
  talking,
} from '../../testing/calls.ts'
import type { CallEffect } from '../model/call-effect.ts'
import type { CallEvent, LegStatus, Reading } from '../model/call-event.ts'
import { getNextDeadline, transition } from './transition.ts'

const legSays = (status: LegStatus): CallEvent => ({
  kind: 'leg-status',
  partyId: 'agent_WR1',
  callSid: 'CA-agent',
  status,
})
const twilioSays = (participants: Reading['participants']): CallEvent => ({
  kind: 'call-read',
  reading: { participants, customerCall: 'answered' },
})
const ref = { taskSid: 'WT1', reservationSid: 'WR1' }
const readBack = (customerCall: 'live' | 'gone'): CallEvent => ({
  kind: 'call-read',
  reading: { participants: [], customerCall },
})
const adasEntry = (outcome: string) =>
  expect.objectContaining({
    kind: 'write-history',
    entry: expect.objectContaining({ identity: 'tenant_main_user_ada', outcome }),
  })
const isOfAda = (command: CallEffect) =>
  command.kind === 'write-history' && command.entry.identity !== null

describe('an inbound call', () => {
  it('goes from the queue to a conversation, accepting before the caller is moved', () => {
    const { call, effects } = play(aCaller(), talking)
    expect(call.phase.kind).toBe('active')
    expect(call.queueName).toBe('Support')
    expect(effects).toEqual([
      { kind: 'ring-agent', leg: aReservation('WR1').leg, timeoutSeconds: 20 },
      { kind: 'accept-reservation', ...ref },
      { kind: 'move-caller', callSid: 'CA-customer' },
      { kind: 'settle-recording', callSid: 'CA-customer', unwanted: false },
    ])
  })

  it('is answered by the leg’s join when that is reported before its status', () => {
    const joined: CallEvent = {
      kind: 'participant-joined',
      participant: agent,
      place: 1,
      conferenceSid: 'CF1',
    }
    const { call, effects } = play(aCaller(), [...ringing, joined, legSays('in-progress')])
    expect(call.phase.kind).toBe('accepting')
    expect(effects.filter(({ kind }) => kind === 'accept-reservation')).toHaveLength(1)
  })

  it.each<[LegStatus, 'declined' | 'missed']>([
    ['busy', 'declined'],
    ['no-answer', 'missed'],
    ['completed', 'missed'],
  ])('goes back to the queue when the leg says %s', (status, because) => {
    const { call, effects } = play(aCaller(), [...ringing, legSays(status)])
    expect(call.phase.kind).toBe('queued')
    const workerSid = 'WK1'
    expect(effects).toContainEqual({ kind: 'reject-reservation', ...ref, because, workerSid })
    expect(effects.at(-1)).toMatchObject({ kind: 'write-history', entry: { outcome: because } })
  })

  it.each<LegStatus>(['failed', 'canceled'])(
    'goes back to the queue when the leg says %s, which is nothing that the agent did',
    (status) => {
      const { call, effects } = play(aCaller(), [...ringing, legSays(status)])
      expect(call.phase.kind).toBe('queued')
      expect(effects.some(({ kind }) => kind === 'write-history')).toBe(false)
      const later = transition(call, { kind: 'tick' }, T0 + 60_000)
      expect(later.effects).toMatchObject([
        { kind: 'reject-reservation', ...ref, because: 'not-rung', workerSid: 'WK1' },
      ])
    },
  )

  it('stops ringing when TaskRouter takes the reservation back', () => {
    const over: CallEvent = { kind: 'reservation-over', reservationSid: 'WR1' }
    const { call, effects } = play(aCaller(), [...ringing, over])
    expect(call.phase.kind).toBe('queued')
    expect(effects).toContainEqual({ kind: 'end-leg', callSid: 'CA-agent' })
    expect(effects.some(({ kind }) => kind === 'reject-reservation')).toBe(false)
  })

  it('ends a leg that appears after its reservation was over', () => {
    const created = ringing[1]!
    const over: CallEvent = { kind: 'reservation-over', reservationSid: 'WR1' }
    const { effects } = play(aCaller(), [ringing[0]!, over, created])
    expect(effects.at(-1)).toEqual({ kind: 'end-leg', callSid: 'CA-agent' })
  })

  it('does not ring again for an echo of an reservation that is over', () => {
    const { call, effects } = play(aCaller(), [...ringing, legSays('busy'), agentReserved('WR1')])
    expect(call.phase.kind).toBe('queued')
    expect(effects.filter(({ kind }) => kind === 'ring-agent')).toHaveLength(1)
  })

  it('rings the next agent, also when the end of the reservation before was not reported', () => {
    const { call, effects } = play(aCaller(), [...ringing, agentReserved('WR9')])
    expect(call.phase).toMatchObject({
      kind: 'reserved',
      reservation: { reservationSid: 'WR9' },
    })
    expect(effects.map(({ kind }) => kind)).toEqual([
      'ring-agent',
      'end-leg',
      'write-history',
      'ring-agent',
    ])
  })

  it('asks Twilio once the ringing must be over, and takes a ring that is gone for no answer', () => {
    const { call } = play(aCaller(), ringing)
    expect(transition(call, { kind: 'tick' }, T0 + 26_000).call).toBe(call)
    const late = transition(call, { kind: 'tick' }, T0 + 29_000)
    expect(late.effects).toEqual([{ kind: 'read-call', asOfRequest: 0 }])
    const unanswered = transition(late.call, twilioSays(null), T0 + 29_100)
    expect(unanswered.call.phase.kind).toBe('reserved')
    const told = transition(late.call, twilioSays([]), T0 + 29_100)
    expect(told.call.phase.kind).toBe('queued')
    expect(told.effects.map(({ kind }) => kind)).toEqual([
      'end-leg',
      'reject-reservation',
      'write-history',
    ])
  })

  it('loses nobody by a lost report: an agent found in the Conference has answered', () => {
    const { call } = play(aCaller(), ringing)
    const there = twilioSays([{ participant: agent, held: false }])
    // At once after a restart, or when the report is overdue.
    for (const before of [call, transition(call, { kind: 'tick' }, T0 + 29_000).call]) {
      const step = transition(before, there, T0 + 29_100)
      expect(step.call.phase.kind).toBe('accepting')
      expect(step.effects).toEqual([{ kind: 'accept-reservation', ...ref }])
    }
  })

  it('goes on ringing when a restart finds nobody in the Conference yet', () => {
    const { call } = play(aCaller(), ringing)
    expect(transition(call, twilioSays([]), T0 + 9000).call).toBe(call)
  })
})

const requeue = {
  kind: 'requeue-caller',
  callSid: 'CA-customer',
  queueName: 'Support',
  handover: null,
} as const

describe('while Twilio does not answer', () => {
  it('the acceptance is asked for again until TaskRouter says yes or no', () => {
    const lost: CallEvent = { kind: 'accept-failed', reservationSid: 'WR1', failure: 'unreachable' }
    const { call } = play(aCaller(), [...ringing, legSays('in-progress'), lost])
    expect(call.phase.kind).toBe('accepting')
    const due = getNextDeadline(call) ?? 0
    expect(due).toBeGreaterThan(T0)
    const again = transition(call, { kind: 'tick' }, due)
    expect(again.effects).toEqual([{ kind: 'accept-reservation', ...ref }])
    expect(getNextDeadline(again.call)).toBeNull()
  })

  it('an agent is not left alone in the Conference when the caller could not be moved', () => {
    const { call, effects } = play(aCaller(), [
      ...answering,
      { kind: 'move-failed', failure: 'refused' },
    ])
    expect(call.phase.kind).toBe('queued')
    expect(effects).toContainEqual({ kind: 'end-leg', callSid: 'CA-agent' })
    expect(effects).toContainEqual(requeue)
  })

  it('a reading from before the caller was moved does not move them again, out of the Conference', () => {
    const accepting = play(aCaller(), [...ringing, legSays('in-progress')]).call
    const connecting = play(accepting, [{ kind: 'accept-succeeded', reservationSid: 'WR1' }])
    expect(connecting.effects).toEqual([{ kind: 'move-caller', callSid: 'CA-customer' }])
    const alone = [{ participant: { label: 'agent_WR1', callSid: 'CA-agent' }, held: false }]
    // As after a restart: it was asked for before the acceptance was known.
    const early = { ...twilioSays(alone), asOfRequest: accepting.requestCount }
    expect(transition(connecting.call, early, T0 + 500).effects).toEqual([])
    const late = { ...twilioSays(alone), asOfRequest: connecting.call.requestCount }
    expect(transition(connecting.call, late, T0 + 9000).effects).toEqual([
      { kind: 'move-caller', callSid: 'CA-customer' },
    ])
  })

  it('the caller is put back into the queue again and again, never forgotten there', () => {
    const { call } = play(aCaller(), [
      ...answering,
      { kind: 'move-failed', failure: 'refused' },
      { kind: 'requeue-failed' },
    ])
    const due = getNextDeadline(call) ?? 0
    const again = transition(call, { kind: 'tick' }, due)
    expect(again.effects).toEqual([requeue])
    expect(getNextDeadline(again.call)).toBeNull()
  })
})

describe('an inbound caller who hangs up', () => {
  it('in the queue is abandoned', () => {
    const { call, effects } = play(aCaller(), [{ kind: 'customer-left' }])
    expect(call.phase).toMatchObject({ kind: 'ended', reason: 'customer-hung-up', parties: [] })
    expect(effects).toMatchObject([
      { kind: 'write-history', entry: { identity: null, outcome: 'abandoned' } },
    ])
  })

  it('while the desk rings is missed by the agent and abandoned in the history', () => {
    const { effects } = play(aCaller(), [...ringing, { kind: 'customer-left' }])
    expect(effects.slice(1)).toMatchObject([
      { kind: 'end-leg', callSid: 'CA-agent' },
      { kind: 'write-history', entry: { identity: 'tenant_main_user_ada', outcome: 'missed' } },
      { kind: 'write-history', entry: { identity: null, outcome: 'abandoned' } },
    ])
  })

  it('during the acceptance leaves no Task open', () => {
    const { call, effects } = play(aCaller(), [
      ...ringing,
      legSays('in-progress'),
      { kind: 'customer-left' },
      { kind: 'accept-succeeded', reservationSid: 'WR1' },
    ])
    expect(call.phase.kind).toBe('ended')
    expect(effects.at(-1)).toEqual({ kind: 'complete-reservation', ...ref })
    expect(effects).toContainEqual(adasEntry('abandoned'))
  })

  it.each<[string, CallEvent, 'abandoned' | 'missed']>([
    ['and is abandoned for who answered', { kind: 'customer-left' }, 'abandoned'],
    ['as the reading finds', readBack('gone'), 'abandoned'],
    ['or else it was missed', readBack('live'), 'missed'],
  ])('before TaskRouter accepted fails the acceptance, %s', (_, event, outcome) => {
    const { call, effects } = play(aCaller(), [
      ...ringing,
      legSays('in-progress'),
      { kind: 'accept-failed', reservationSid: 'WR1', failure: 'refused' },
    ])
    expect(effects.at(-1)).toEqual({ kind: 'read-call', asOfRequest: 0 })
    const { effects: then } = transition(call, event, T0 + 30_000)
    expect(then.filter(isOfAda)).toEqual([adasEntry(outcome)])
    expect(transition(transition(call, event, T0).call, event, T0).effects.filter(isOfAda)).toEqual(
      [],
    )
  })

  it('on the way to the agent ends the call without after-call work', () => {
    const { call, effects } = play(aCaller(), [
      ...answering,
      { kind: 'move-failed', failure: 'gone' },
    ])
    expect(call.phase).toMatchObject({ kind: 'ended', reason: 'customer-hung-up' })
    expect(effects.map(({ kind }) => kind)).toContain('complete-reservation')
    expect(effects.map(({ kind }) => kind)).not.toContain('start-wrap-up')
  })
})

describe('an agent who is lost between the answer and the conversation', () => {
  it.each<[string, readonly CallEvent[]]>([
    ['while accepting', [...ringing, legSays('in-progress'), legSays('completed'), answering[3]!]],
    [
      'while connecting',
      [
        ...answering,
        { kind: 'participant-left', participant: agent, place: 1, conferenceSid: 'CF1' },
      ],
    ],
  ])('%s: the caller is queued again and the Task closed', (_, events) => {
    const { call, effects } = play(aCaller(), events)
    expect(call.phase.kind).toBe('queued')
    expect(effects).toContainEqual({
      kind: 'requeue-caller',
      callSid: 'CA-customer',
      queueName: 'Support',
      handover: null,
    })
    expect(effects).toContainEqual({ kind: 'complete-reservation', ...ref })
  })

  it('does not end the new conversation by a late report of the old one', () => {
    const queuedAgain = [
      ...answering,
      { kind: 'participant-left', participant: agent, place: 1, conferenceSid: 'CF1' },
    ] as const satisfies readonly CallEvent[]
    const second = JSON.parse(
      JSON.stringify(talking).replaceAll('WR1', 'WR5').replaceAll('CF1', 'CF5'),
    ) as CallEvent[]
    const { call } = play(aCaller(), [
      ...queuedAgain,
      ...second,
      { kind: 'participant-left', participant: customer, place: 1, conferenceSid: 'CF1' },
    ])
    expect(call.phase.kind).toBe('active')
  })
})

it('ends the agent’s leg when the acceptance fails', () => {
  const { call, effects } = play(aCaller(), [
    ...ringing,
    legSays('in-progress'),
    { kind: 'accept-failed', reservationSid: 'WR1', failure: 'refused' },
  ])
  expect(call.phase.kind).toBe('queued')
  expect(effects).toContainEqual({ kind: 'end-leg', callSid: 'CA-agent' })
})

// The second report of such a leg found it known as ended, was let through, and set the Conference.
it('a leg that was told to end stays a stray, however often it says that it joined', () => {
  const joined: CallEvent = {
    kind: 'participant-joined',
    participant: { label: 'agent_WR1', callSid: 'CA-agent' },
    place: 1,
    conferenceSid: 'CF1',
  }
  const up: CallEvent = {
    kind: 'leg-status',
    partyId: 'agent_WR9',
    callSid: 'CA-agent',
    status: 'in-progress',
  }
  const first = play(aCaller(), [agentReserved('WR9'), up, joined])
  expect(first.effects).toContainEqual({ kind: 'end-leg', callSid: 'CA-agent' })
  expect(transition(first.call, joined, T0 + 8000)).toStrictEqual({
    call: first.call,
    effects: [],
  })
})
