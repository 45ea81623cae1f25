import { describe, expect, it } from 'vitest'
import {
  T0,
  aCaller,
  aNewCaller,
  aReservation,
  customer,
  customerIn,
  agentReserved,
} from '../../testing/calls.ts'
import type { CallEvent } from '../model/call-event.ts'
import type { Call } from '../model/call.ts'
import { getNextDeadline, transition } from './transition.ts'

const ADA = 'tenant_main_user_ada'
const GRACE = 'tenant_main_user_grace'
const leg = { partyId: 'party_back', identity: ADA, workerSid: 'WK1', name: 'Ada', callSid: null }
const ada = { label: 'party_back', callSid: 'CA-ada' }
const asked = { kind: 'retrieve-requested', leg } as const
const connected: CallEvent = { kind: 'device-connected', callSid: 'CA-ada' }
const adaIn: CallEvent = {
  kind: 'participant-joined',
  participant: ada,
  place: 1,
  conferenceSid: 'CF1',
}
/** Ada has transferred the customer to Sales, where they wait. */
function waiting(kind: 'queue' | 'cold' = 'queue'): Call {
  const handover = { from: 'Ada', fromIdentity: ADA, kind, reason: 'billing', notes: 'n' }
  return { ...aCaller(), queueName: 'Sales', handover }
}

/** What came of the events, one a second, and what the last of them asked for. */
function after(start: Call, ...events: readonly CallEvent[]) {
  let step = { call: start, effects: transition(start, { kind: 'tick' }, T0).effects }
  for (const [index, event] of events.entries()) {
    step = transition(step.call, event, T0 + 10_000 + index * 1000) as typeof step
  }
  return { ...step, kinds: step.effects.map(({ kind }) => kind) }
}

describe('a customer who waits in a queue', () => {
  it('leaves it for the agent who transferred them there, and waits on where they are', () => {
    const { call, effects } = after(waiting(), asked)
    expect(call).toMatchObject({ place: 1, phase: { kind: 'returning', leg, talk: null } })
    expect(effects).toEqual([{ kind: 'cancel-task', taskSid: 'WT1' }])
  })

  it.each([
    ['customer first', [customerIn, connected, adaIn]],
    ['agent first', [connected, adaIn, customerIn]],
    ['each told twice', [connected, connected, customerIn, customerIn, adaIn, adaIn]],
  ])('talks to the agent who has come: %s', (_order, events) => {
    const { call } = after(waiting(), asked, ...events)
    expect(call.phase).toMatchObject({
      kind: 'active',
      parties: [
        { partyId: 'customer', status: { kind: 'connected' } },
        { partyId: 'party_back', joinedHow: 'took-back', status: { kind: 'connected' } },
      ],
    })
    expect(call.handover).toBeNull()
    expect(call.tasks).toMatchObject([{ partyId: 'party_back', due: null }])
  })

  it('is the agent’s again, whose after-call work starts again later', () => {
    const { effects } = after(waiting(), asked, connected, customerIn, adaIn)
    const task = { partyId: 'party_back', workerSid: 'WK1', handover: null }
    expect(effects).toContainEqual({ kind: 'create-task', ...task })
    expect(effects).toContainEqual({ kind: 'withdraw-wrap-up', identity: ADA })
  })

  it.each([
    ['by another agent', waiting(), { ...asked, leg: { ...leg, identity: GRACE } }],
    ['when it was no transfer to a queue', waiting('cold'), asked],
    ['when nobody transferred them', aCaller(), asked],
    ['on the way there', { ...waiting(), phase: aNewCaller().phase }, asked],
  ])('is not taken back %s', (_why, start, event) => {
    const { call, effects } = after(start, event)
    expect(call).toBe(start)
    expect(effects).toEqual([])
  })
})

describe('while another desk rings', () => {
  const reservation = aReservation('WR7', GRACE)
  const rings: CallEvent = { ...agentReserved('WR7'), reservation } as CallEvent
  const rung: CallEvent = {
    kind: 'ring-created',
    partyId: 'agent_WR7',
    callSid: 'CA-grace',
    place: 1,
    conferenceSid: 'CF1',
  }

  it('that ring is called off, and an answer that was on its way changes nothing', () => {
    const back = after(waiting(), rings, rung, asked)
    expect(back.effects).toContainEqual({ kind: 'end-leg', callSid: 'CA-grace' })
    const late = after(back.call, {
      kind: 'leg-status',
      partyId: 'agent_WR7',
      callSid: 'CA-grace',
      status: 'in-progress',
    })
    expect(late.call.phase.kind).toBe('returning')
    expect(late.effects).toEqual([{ kind: 'end-leg', callSid: 'CA-grace' }])
  })

  it('a ring that has no name yet is called off when it gets one', () => {
    expect(after(waiting(), rings, asked, rung).effects).toEqual([
      { kind: 'end-leg', callSid: 'CA-grace' },
    ])
  })

  it('and has been answered there, it is too late', () => {
    const up = { partyId: 'agent_WR7', callSid: 'CA-grace', status: 'in-progress' } as const
    const { call, effects } = after(waiting(), rings, rung, { kind: 'leg-status', ...up }, asked)
    expect(call.phase).toMatchObject({ kind: 'active', parties: [{}, { identity: GRACE }] })
    expect(effects).toEqual([])
  })
})

describe('who is not lost when it fails', () => {
  const requeued = { kind: 'create-queue-task', queuing: 2 }
  const ended = { kind: 'end-leg', callSid: 'CA-ada' }

  it.each<[string, readonly CallEvent[], readonly object[]]>([
    ['the agent hangs up first', [{ kind: 'hang-up-requested', by: ADA }], [requeued]],
    ['the agent’s leg breaks', [connected, status('failed')], [ended, requeued]],
    [
      'the agent leaves before their arrival is told',
      [connected, { ...adaIn, kind: 'participant-left' }],
      [ended, requeued],
    ],
    [
      'the agent’s access ends',
      [connected, { kind: 'agent-access-ended', by: ADA }],
      [ended, requeued],
    ],
  ])('%s: the customer is back in the queue', (_why, events, effects) => {
    const result = after(waiting(), asked, ...events)
    expect(result.call.phase.kind).toBe('queued')
    expect(result.effects).toEqual(effects)
    expect(result.call.handover).not.toBeNull()
  })

  it('the agent’s Device never comes: the customer is back in the queue', () => {
    const { call } = after(waiting(), asked)
    const due = getNextDeadline(call) ?? 0
    expect(transition(call, { kind: 'tick' }, due - 1).call).toBe(call)
    expect(transition(call, { kind: 'tick' }, due)).toMatchObject({
      call: { phase: { kind: 'queued', placed: true } },
      effects: [requeued],
    })
  })

  it('the agent’s Device is not seen there: Twilio is asked, then the customer is back in the queue', () => {
    const { call } = after(waiting(), asked, connected)
    const due = getNextDeadline(call) ?? 0
    const looked = transition(call, { kind: 'tick' }, due)
    expect(looked.effects).toEqual([{ kind: 'read-call', asOfRequest: 0 }])
    const participants = [{ participant: customer, held: false }]
    const read: CallEvent = {
      kind: 'call-read',
      reading: { participants, customerCall: 'answered' },
    }
    expect(transition(looked.call, read, due + 1000)).toMatchObject({
      call: { phase: { kind: 'queued' } },
      effects: [ended, requeued],
    })
  })

  it('the reports of both were lost: Twilio’s word counts', () => {
    const { call } = after(waiting(), asked, connected)
    const participants = [customer, ada].map((who) => ({ participant: who, held: false }))
    const read: CallEvent = {
      kind: 'call-read',
      reading: { participants, customerCall: 'answered' },
    }
    expect(transition(call, read, T0 + 60_000).call.phase.kind).toBe('active')
  })

  it('a restart while the Device connects does not send the customer away', () => {
    const { call } = after(waiting(), asked)
    const participants = [{ participant: customer, held: false }]
    const read: CallEvent = {
      kind: 'call-read',
      reading: { participants, customerCall: 'answered' },
    }
    expect(transition(call, read, T0 + 12_000).call).toBe(call)
  })

  it('the leg is up, and Twilio lists nobody yet: the agent has come', () => {
    const { call } = after(waiting(), asked, connected)
    const read: CallEvent = {
      kind: 'call-read',
      reading: { participants: [], customerCall: 'answered', agentCall: 'answered' },
    }
    expect(transition(call, read, T0 + 12_000).call.phase.kind).toBe('active')
  })

  it.each<[string, CallEvent]>([
    ['as their leg says', { kind: 'customer-left' }],
    [
      'as the Conference says',
      { kind: 'participant-left', participant: customer, place: 1, conferenceSid: 'CF1' },
    ],
    [
      'as a reading finds',
      { kind: 'call-read', reading: { participants: [], customerCall: 'gone' } },
    ],
  ])('but a customer who hung up is gone, %s', (_how, event) => {
    const { call, effects } = after(waiting(), asked, connected, event)
    expect(call.phase).toMatchObject({ kind: 'ended', reason: 'customer-hung-up' })
    expect(effects).toContainEqual(
      expect.objectContaining({ kind: 'end-conversation', legs: ['CA-ada', 'CA-customer'] }),
    )
  })
})

function status(word: 'failed'): CallEvent {
  return { kind: 'leg-status', partyId: 'party_back', callSid: 'CA-ada', status: word }
}
