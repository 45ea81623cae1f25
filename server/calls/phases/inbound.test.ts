import { describe, expect, it } from 'vitest'
import {
  T0,
  aCaller,
  aNewCaller,
  agent,
  aReservation,
  customer,
  customerIn,
  agentReserved,
  play,
  ringing,
  talking,
} from '../../testing/calls.ts'
import type { CallEvent, LegStatus, Reading } from '../model/call-event.ts'
import { transition } from './transition.ts'

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
const customerOut: CallEvent = {
  kind: 'participant-left',
  participant: customer,
  place: 1,
  conferenceSid: 'CF1',
}

describe('an inbound call', () => {
  it('waits where they will talk, with a Task as soon as they are led there', () => {
    const placed: CallEvent = { kind: 'customer-placed', place: 1 }
    const { call, effects } = play(aNewCaller(), [placed, placed, customerIn, customerIn])
    expect(call).toMatchObject({
      place: 1,
      conferenceSid: 'CF1',
      queuings: 1,
      phase: { kind: 'queued', placed: true },
    })
    expect(effects).toEqual([{ kind: 'create-queue-task', queuing: 1 }])
  })

  it('is a conversation as soon as the desk answers, of which TaskRouter learns beside it', () => {
    const answer = [...ringing, legSays('in-progress')]
    const { call, effects } = play(aCaller(), answer)
    expect(call.phase.kind).toBe('active')
    expect(call.queueName).toBe('Support')
    expect(effects).toEqual([
      { kind: 'ring-agent', leg: aReservation('WR1').leg, timeoutSeconds: 20 },
      { kind: 'settle-recording', callSid: 'CA-customer', unwanted: false, first: false },
      { kind: 'accept-reservation', ...ref },
    ])
    expect(play(call, talking.slice(answer.length)).effects).toEqual([])
  })

  it('whose answer comes before anybody has seen the caller is asked of Twilio', () => {
    const unseen = { ...aCaller(), conferenceSid: null, seenPlace: null }
    const { effects } = play(unseen, [agentReserved('WR1'), legSays('in-progress')])
    expect(effects.map(({ kind }) => kind)).toContain('read-call')
  })

  it('is answered by the leg’s join when that is reported before its status', () => {
    const joined: CallEvent = {
      kind: 'participant-joined',
      participant: agent,
      place: 1,
      conferenceSid: 'CF1',
    }
    const { call, effects } = play(aCaller(), [...ringing, joined, legSays('in-progress')])
    expect(call.phase.kind).toBe('active')
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
      expect(step.call.phase.kind).toBe('active')
      expect(step.effects).toContainEqual({ kind: 'accept-reservation', ...ref })
    }
  })

  it('goes on ringing when a restart finds nobody in the Conference yet', () => {
    const { call } = play(aCaller(), ringing)
    expect(transition(call, twilioSays([]), T0 + 9000).call).toBe(call)
  })
})

describe('an answer that TaskRouter does not accept', () => {
  const refused: CallEvent = { kind: 'accept-failed', reservationSid: 'WR1' }
  const answered = play(aCaller(), [...ringing, legSays('in-progress')]).call
  const given = [
    { kind: 'reject-reservation', ...ref, because: 'not-rung', workerSid: 'WK1' },
    { kind: 'cancel-task', taskSid: 'WT1' },
  ]
  const own: readonly CallEvent[] = [
    { kind: 'task-created', partyId: 'agent_WR1', taskSid: 'WT9' },
    { kind: 'task-reserved', partyId: 'agent_WR1', taskSid: 'WT9', reservationSid: 'WR9' },
    { kind: 'accept-succeeded', reservationSid: 'WR9' },
  ]

  it('goes on under a Task of the agent’s own, and the old one rings nobody else', () => {
    const { call, effects } = play(answered, [refused, refused])
    expect(call.phase.kind).toBe('active')
    const task = { partyId: 'agent_WR1', workerSid: 'WK1', handover: null }
    expect(effects).toEqual([...given, { kind: 'create-task', ...task }])
    const later = play(call, [...own, agentReserved('WR7'), { kind: 'customer-left' }])
    expect(later.effects.map(({ kind }) => kind)).not.toContain('ring-agent')
    expect(later.effects).toContainEqual({
      kind: 'wrap-reservation',
      taskSid: 'WT9',
      reservationSid: 'WR9',
    })
  })

  it('needs no other Task when the two have talked already', () => {
    const { call } = play(answered, [{ kind: 'customer-left' }])
    expect(play(call, [refused]).effects).toEqual(given)
  })

  it('of a Task of the agent’s own leaves the conversation alone', () => {
    const { call } = play(answered, [refused, ...own.slice(0, 2)])
    const step = play(call, [{ kind: 'accept-failed', reservationSid: 'WR9' }])
    expect(step.effects).toEqual([])
    expect(step.call.phase).toBe(call.phase)
  })
})

describe('an inbound caller who hangs up', () => {
  it('in the queue is abandoned', () => {
    const { call, effects } = play(aCaller(), [{ kind: 'customer-left' }])
    expect(call.phase).toMatchObject({ kind: 'ended', reason: 'customer-hung-up', parties: [] })
    expect(effects).toMatchObject([
      { kind: 'write-history', entry: { identity: null, outcome: 'abandoned' } },
      { kind: 'cancel-task', taskSid: 'WT1' },
    ])
  })

  it('before Twilio has told of the Task leaves none either', () => {
    const seen: CallEvent = { kind: 'queue-task-seen', queuing: 1, taskSid: 'WT1' }
    const { effects } = play(aNewCaller(), [
      { kind: 'customer-placed', place: 1 },
      { kind: 'customer-left' },
      seen,
      seen,
    ])
    expect(effects.filter(({ kind }) => kind === 'cancel-task')).toEqual([
      { kind: 'cancel-task', taskSid: 'WT1' },
    ])
  })

  it('while the desk rings is missed by the agent and abandoned in the history', () => {
    const { effects } = play(aCaller(), [...ringing, { kind: 'customer-left' }])
    expect(effects.slice(1)).toMatchObject([
      { kind: 'end-leg', callSid: 'CA-agent' },
      { kind: 'write-history', entry: { identity: 'tenant_main_user_ada', outcome: 'missed' } },
      { kind: 'write-history', entry: { identity: null, outcome: 'abandoned' } },
      { kind: 'cancel-task', taskSid: 'WT1' },
    ])
  })

  it.each<[string, CallEvent]>([
    ['as their leg says', { kind: 'customer-left' }],
    ['as the Conference says', customerOut],
    ['as a reading finds', readBack('gone')],
  ])('in the moment of the answer leaves no agent alone, %s', (_, event) => {
    const answered = [...ringing, legSays('in-progress')]
    const late = play(aCaller(), [...answered, event])
    expect(late.call.phase).toMatchObject({ kind: 'ended', reason: 'customer-hung-up' })
    expect(late.effects).toContainEqual(
      expect.objectContaining({ kind: 'end-conversation', legs: ['CA-agent'] }),
    )
    const early = play(aCaller(), [...ringing, event, legSays('in-progress')])
    expect(early.call.phase.kind).toBe('ended')
    expect(early.effects).toContainEqual({ kind: 'end-leg', callSid: 'CA-agent' })
  })

  it('during the acceptance leaves no Task open', () => {
    const { effects } = play(aCaller(), [
      ...ringing,
      legSays('in-progress'),
      { kind: 'customer-left' },
      { kind: 'accept-succeeded', reservationSid: 'WR1' },
    ])
    expect(effects.at(-1)).toEqual({ kind: 'wrap-reservation', ...ref })
  })
})

// The second report of such a leg found it known as ended, was let through, and set the Conference.
it('a leg that was told to end stays a stray, however often it says that it joined', () => {
  const joined: CallEvent = {
    kind: 'participant-joined',
    participant: { label: 'agent_WR1', callSid: 'CA-agent' },
    place: 1,
    conferenceSid: 'CF1',
  }
  const first = play(aCaller(), [agentReserved('WR9'), joined])
  expect(first.effects).toContainEqual({ kind: 'end-leg', callSid: 'CA-agent' })
  expect(transition(first.call, joined, T0 + 8000)).toStrictEqual({
    call: first.call,
    effects: [],
  })
})
