import { describe, expect, it } from 'vitest'
import {
  T0,
  aCaller,
  aReservation,
  agentReserved,
  answering,
  customer,
  play,
  ringing,
  talking,
} from '../../testing/calls.ts'
import { describeEffects } from '../../testing/conversations.ts'
import { ADA, GRACE } from '../../testing/internal-calls.ts'
import type { CallEvent } from '../model/call-event.ts'
import { callSchema } from '../model/call.ts'
import type { Call } from '../model/call.ts'
import { getNextDeadline, transition } from '../phases/transition.ts'
import { createCallSnapshot } from '../view/snapshot.ts'

const at = T0 + 60_000
const ada = { identity: ADA, name: 'Ada' }
const ref = { taskSid: 'WT1', reservationSid: 'WR1' }
const found = { recordingSid: 'RE1', callSid: 'CA-customer', paused: false }
const talk = play(aCaller(), [
  ...talking,
  { kind: 'recording-settled', found, pauseMs: 120_000 },
  { kind: 'notes-written', notes: 'a leaking pipe' },
]).call
const lost: CallEvent = { kind: 'desk-lost', by: ADA }
const placed: CallEvent = { kind: 'customer-placed', place: 3 }
const there = (who: { label: string; callSid: string }): CallEvent => ({
  kind: 'participant-joined',
  participant: who,
  place: 3,
  conferenceSid: 'CF3',
})
const connected: CallEvent = { kind: 'device-connected', callSid: 'CA-new' }
const adaThere = there({ label: 'agent_WR1', callSid: 'CA-new' })
const customerThere = there(customer)
const hangUp = (by: string | null): CallEvent => ({ kind: 'hang-up-requested', by })

function after(...events: readonly CallEvent[]): Call {
  return play(talk, [lost, ...events], at).call
}

/** Time passes until the call is due, and it is. */
function due(call: Call) {
  const deadline = getNextDeadline(call) ?? 0
  return { ...transition(call, { kind: 'tick' }, deadline), deadline }
}

function wrapped(effects: ReturnType<typeof play>['effects']): readonly string[] {
  return describeEffects(effects).filter((each) => each.endsWith('-reservation'))
}

describe('a desk that comes back in time', () => {
  it.each<[string, readonly CallEvent[]]>([
    ['as usual', [placed, customerThere, connected, adaThere]],
    ['before the customer is there', [connected, adaThere, placed, customerThere]],
    ['before anybody has told where the customer is', [connected, adaThere]],
    ['told twice', [placed, connected, connected, customerThere, adaThere, adaThere]],
  ])('goes on with everything, %s', (_, events) => {
    const { call, effects } = play(after(), events, at + 3000)
    expect(call).toMatchObject({
      place: 3,
      conferenceSid: 'CF3',
      notes: 'a leaking pipe',
      tasks: talk.tasks,
      recording: { recordingSid: 'RE1', state: 'on' },
      phase: {
        kind: 'active',
        since: T0 + 7000,
        setAside: null,
        operation: { kind: 'none' },
        parties: [
          { partyId: 'customer', callSid: 'CA-customer', status: { kind: 'connected' } },
          {
            partyId: 'agent_WR1',
            role: 'agent',
            callSid: 'CA-new',
            formerCallSids: ['CA-agent'],
            agentSince: T0 + 7000,
            joinedHow: 'routed',
          },
        ],
      },
    })
    expect(describeEffects(effects)).toEqual(['settle-recording CA-customer'])
    expect(callSchema.parse(JSON.parse(JSON.stringify(call)))).toEqual(call)
    expect(getNextDeadline(call)).toBeNull()
  })

  it('finds nobody on hold or muted: in the new Conference all hear each other', () => {
    const held: readonly CallEvent[] = [
      { kind: 'hold-requested', partyId: 'customer', hold: true },
      { kind: 'hold-changed', participant: customer, held: true },
      { kind: 'mute-requested', partyId: 'customer', mute: true },
      lost,
      connected,
      adaThere,
    ]
    const { call } = play(talk, held, at)
    const parties = call.phase.kind === 'active' ? call.phase.parties : []
    for (const { hold, mute } of parties)
      expect([hold, mute]).toMatchObject([
        { confirmed: false, state: { kind: 'settled' } },
        { confirmed: false, state: { kind: 'settled' } },
      ])
  })

  it('counts the whole talk when it ends, and has one after-call work', () => {
    const back = play(after(), [placed, connected, adaThere], at + 3000).call
    const end = transition(back, { kind: 'customer-left' }, T0 + 127_000)
    expect(end.effects).toContainEqual(
      expect.objectContaining({ kind: 'start-wrap-up', partyId: 'agent_WR1', talkedSeconds: 120 }),
    )
    expect(wrapped(end.effects)).toEqual(['wrap-reservation'])
  })

  it('may be lost again, and come back again', () => {
    const again = play(after(), [placed, connected, adaThere, lost], at + 3000)
    expect(again.call).toMatchObject({ place: 5, phase: { kind: 'returning' } })
    expect(describeEffects(again.effects)).toContain('end-leg CA-new')
  })

  it('sees until when it is waited for, and nobody else does', () => {
    const call = after()
    const snapshot = createCallSnapshot(call, ada, at + 1000)
    expect(snapshot).toMatchObject({
      state: { kind: 'connecting' },
      returnUntil: new Date(at + 12_000).toISOString(),
    })
    expect(createCallSnapshot(call, { identity: GRACE, name: 'Grace' }, at + 1000)).toBeNull()
    const back = play(call, [placed, connected, adaThere], at + 3000).call
    expect(createCallSnapshot(back, ada, at + 9000)?.returnUntil).toBeNull()
  })

  it('is met although Twilio has told of nothing but a leg that is up', () => {
    const waiting = play(after(), [connected], at + 3000).call
    const { effects, call, deadline } = due(waiting)
    expect(describeEffects(effects)).toEqual(['read-call'])
    const reading = { participants: [], customerCall: 'answered', agentCall: 'answered' } as const
    const read = transition(call, { kind: 'call-read', reading }, deadline + 100)
    expect(read.call.phase.kind).toBe('active')
  })
})

describe('a desk that does not come back in time', () => {
  const late = due(play(after(), [placed, customerThere], at + 1000).call)

  it('leaves the customer to the queue, where they wait already', () => {
    expect(late.deadline).toBe(at + 12_000)
    expect(late.call).toMatchObject({
      place: 3,
      conferenceSid: 'CF3',
      queueName: 'Support',
      queuings: 2,
      queuedAt: late.deadline,
      handover: { kind: 'left', from: 'Ada', fromIdentity: ADA, notes: 'a leaking pipe' },
      phase: { kind: 'queued', placed: true },
    })
    expect(describeEffects(late.effects)).toEqual([
      'write-history',
      'start-wrap-up agent_WR1',
      'create-queue-task',
    ])
    expect(late.effects[1]).toMatchObject({ reason: 'connection-lost' })
    expect(callSchema.parse(JSON.parse(JSON.stringify(late.call)))).toEqual(late.call)
  })

  it('keeps the agent’s place until the customer’s next Task stands in the queue', () => {
    const seen: CallEvent = { kind: 'queue-task-seen', queuing: 2, taskSid: 'WT2' }
    const { effects, call } = transition(late.call, seen, late.deadline + 500)
    expect(effects).toEqual([{ kind: 'wrap-reservation', ...ref }])
    expect(transition(call, seen, late.deadline + 600).effects).toEqual([])
  })

  it('keeps it no longer than the customer waits', () => {
    const gone = transition(late.call, { kind: 'customer-left' }, late.deadline + 500)
    expect(wrapped(gone.effects)).toEqual(['wrap-reservation'])
    const taken = transition(
      {
        ...late.call,
        handover: { kind: 'queue', from: '', fromIdentity: GRACE, reason: '', notes: '' },
      },
      {
        kind: 'retrieve-requested',
        leg: {
          partyId: 'party_9',
          identity: GRACE,
          workerSid: 'WK2',
          name: 'Grace',
          callSid: null,
        },
      },
      late.deadline + 500,
    )
    expect(wrapped(taken.effects)).toEqual(['wrap-reservation'])
  })

  it.each<[string, readonly CallEvent[]]>([
    ['before', [{ kind: 'accept-succeeded', reservationSid: 'WR1' }]],
    ['after', []],
  ])('ends the Reservation once, accepted %s the next Task was seen', (_, early) => {
    const seen: CallEvent = { kind: 'queue-task-seen', queuing: 2, taskSid: 'WT2' }
    const accepted: CallEvent = { kind: 'accept-succeeded', reservationSid: 'WR1' }
    // The acceptance is still under way when the desk is lost.
    const met = play(aCaller(), answering.slice(0, ringing.length + 1)).call
    const waits = play(met, [lost, placed], at)
    const queued = transition(waits.call, { kind: 'tick' }, at + 12_000)
    const { effects } = play(queued.call, [...early, seen, accepted], at + 13_000)
    expect(wrapped(effects)).toEqual(['wrap-reservation'])
    expect(describeEffects(effects).at(-1)).toBe('wrap-reservation')
  })

  it('leaves a customer who was not moved yet to the queue in the place after', () => {
    const { call, effects } = due(after())
    expect(call).toMatchObject({ place: 5, phase: { kind: 'queued', placed: false } })
    expect(effects).toContainEqual({ kind: 'place-customer', callSid: 'CA-customer', place: 5 })
    const then = transition(call, { kind: 'customer-placed', place: 5 }, at + 13_000)
    expect(describeEffects(then.effects)).toEqual(['create-queue-task'])
  })

  it('is not rung by a late report of its old Reservation, and another is', () => {
    expect(transition(late.call, agentReserved('WR1'), late.deadline + 500).effects).toEqual([])
    const reservation = { ...aReservation('WR2'), taskSid: 'WT2' }
    const next = { ...agentReserved('WR2'), reservation } as CallEvent
    const { effects } = transition(late.call, next, late.deadline + 500)
    expect(describeEffects(effects)).toContain('ring-agent')
  })

  it('that connects too late has no call any more, and leaves the customer no silence', () => {
    const { call, effects } = play(late.call, [connected, adaThere], late.deadline)
    expect(call).toMatchObject({ place: 5, phase: { kind: 'queued', placed: false } })
    expect(describeEffects(effects)).toEqual(['end-leg CA-new', 'place-customer CA-customer'])
  })

  it.each<[string, CallEvent]>([
    [
      'whose new leg ends',
      {
        kind: 'leg-status',
        partyId: 'agent_WR1',
        callSid: 'CA-new',
        status: 'completed',
      },
    ],
    ['whose access ends', { kind: 'agent-access-ended', by: ADA }],
  ])('or %s, leaves the customer to the queue at once', (_, event) => {
    const { call } = play(after(), [placed, connected, event], at + 3000)
    expect(call).toMatchObject({ phase: { kind: 'queued' }, handover: { kind: 'left' } })
  })
})

describe('while a customer waits for a desk', () => {
  it('they may hang up, which ends the conversation', () => {
    const leaves: CallEvent = {
      kind: 'participant-left',
      participant: customer,
      place: 3,
      conferenceSid: 'CF3',
    }
    const reports: readonly CallEvent[] = [{ kind: 'customer-left' }, leaves]
    for (const gone of reports) {
      const { call, effects } = play(after(), [placed, customerThere, gone], at + 1000)
      expect(call.phase).toMatchObject({ kind: 'ended', reason: 'customer-hung-up' })
      expect(describeEffects(effects)).toContain('start-wrap-up agent_WR1')
      expect(wrapped(effects)).toEqual(['wrap-reservation'])
    }
  })

  it('the agent may end the call, with the customer first, and nobody else may', () => {
    const waiting = after(placed, customerThere)
    for (const by of [GRACE, null])
      expect(transition(waiting, hangUp(by), at + 4000)).toEqual({ call: waiting, effects: [] })
    const { call, effects } = transition(waiting, hangUp(ADA), at + 4000)
    expect(call.phase).toMatchObject({ kind: 'ended', reason: 'agent-hung-up' })
    expect(effects).toContainEqual({
      kind: 'end-conversation',
      customerCallSid: 'CA-customer',
      conferenceSid: 'CF3',
      legs: ['CA-customer'],
    })
  })

  it('no other desk is rung, and what TaskRouter chooses changes nothing', () => {
    const waiting = after(placed)
    expect(transition(waiting, agentReserved('WR9'), at + 2000)).toEqual({
      call: waiting,
      effects: [],
    })
  })

  it('a customer who is in no list, and whose leg lives, is not hung up on', () => {
    const reading = { participants: [], customerCall: 'answered', agentCall: 'gone' } as const
    const waiting = after(placed)
    const { call } = transition(waiting, { kind: 'call-read', reading }, at + 2000)
    expect(call).toBe(waiting)
  })
})
