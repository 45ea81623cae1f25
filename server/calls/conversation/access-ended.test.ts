import { describe, expect, it } from 'vitest'
import {
  T0,
  aCaller,
  anOutboundCall,
  answering,
  customer,
  dialling,
  play,
  ringing,
  talking,
} from '../../testing/calls.ts'
import type { CallEvent } from '../model/call-event.ts'
import type { Call } from '../model/call.ts'
import { transition } from '../phases/transition.ts'

const ADA = 'tenant_main_user_ada'
const at = T0 + 60_000
const out: CallEvent = { kind: 'agent-access-ended', by: ADA }
const left = { label: 'agent_WR1', callSid: 'CA-agent' }

const after = (events: readonly CallEvent[], first = aCaller()) => play(first, events).call
const kinds = (call: Call) =>
  transition(call, out, at).effects.map(({ kind, ...command }) =>
    'callSid' in command ? `${kind} ${command.callSid}` : kind,
  )

describe('an agent whose access has ended', () => {
  it('loses a call that rings, which goes on to others', () => {
    const step = transition(after(ringing), out, at)
    expect(step.call.phase.kind).toBe('queued')
    expect(kinds(after(ringing))).toEqual([
      'end-leg CA-agent',
      'reject-reservation',
      'write-history',
    ])
  })

  it('is out of a call that they have just answered, before the caller comes', () => {
    const accepting = after(ringing.concat(answering[2] ?? []))
    const step = transition(accepting, out, at)
    expect(step.call.phase).toMatchObject({ kind: 'accepting', agentLeft: true })
    expect(transition(step.call, out, at)).toEqual({ call: step.call, effects: [] })
  })

  it('of a conversation is let go, and the customer is moved into the queue first', () => {
    const step = transition(after(talking), out, at)
    expect(step.effects.map(({ kind }) => kind)).toEqual(['requeue-caller', 'end-leg'])
    expect(step.effects[0]).toMatchObject({
      callSid: 'CA-customer',
      queueName: 'Support',
      handover: { kind: 'left', from: 'Ada' },
    })
    // Said again, because it is looked at again and again, it asks for nothing more.
    expect(transition(step.call, out, at + 2000).effects).toEqual([])
  })

  it.each<[string, readonly CallEvent[]]>([
    [
      'the leg is reported first',
      [
        { kind: 'participant-left', participant: left, place: 1, conferenceSid: 'CF1' },
        { kind: 'caller-queued' },
      ],
    ],
    [
      'the queue is reported first',
      [
        { kind: 'caller-queued' },
        { kind: 'participant-left', participant: left, place: 1, conferenceSid: 'CF1' },
      ],
    ],
  ])('leaves a customer in the queue when %s', (_, reports) => {
    const { call } = play(transition(after(talking), out, at).call, reports, at)
    expect(call).toMatchObject({ phase: { kind: 'queued' }, handover: { kind: 'left' } })
  })

  it('leaves a customer to be queued again while Twilio does not answer', () => {
    const gone: CallEvent = {
      kind: 'participant-left',
      participant: left,
      place: 1,
      conferenceSid: 'CF1',
    }
    const lost = play(
      transition(after(talking), out, at).call,
      [gone, { kind: 'requeue-failed' }],
      at,
    )
    const reading = {
      participants: [{ participant: customer, held: false }],
      customerCall: 'live',
    } as const
    const step = transition(lost.call, { kind: 'call-read', reading }, at)
    expect(step.effects).toMatchObject([{ kind: 'requeue-caller', callSid: 'CA-customer' }])
  })

  it('ends a call whose customer has not answered', () => {
    const step = transition(after(dialling, anOutboundCall()), out, at)
    expect(step.call.phase).toMatchObject({ kind: 'ended', reason: 'agent-hung-up' })
  })

  it('of another call is nobody to this one', () => {
    const call = after(talking)
    const step = transition(call, { kind: 'agent-access-ended', by: 'tenant_main_user_grace' }, at)
    expect(step).toEqual({ call, effects: [] })
  })
})

describe('an agent whose access has ended, in a conversation of several', () => {
  const grace = {
    partyId: 'party_1',
    identity: 'tenant_main_user_grace',
    workerSid: 'WK2',
    number: null,
    name: 'Grace',
  }
  const added: readonly CallEvent[] = [
    { kind: 'add-requested', invitee: grace },
    {
      kind: 'ring-created',
      partyId: 'party_1',
      callSid: 'CA-grace',
      place: 1,
      conferenceSid: 'CF1',
    },
    { kind: 'leg-status', partyId: 'party_1', callSid: 'CA-grace', status: 'in-progress' },
  ]

  it('leaves the customer to the teammate who is there', () => {
    const step = transition(after([...talking, ...added]), out, at)
    expect(step.effects.map(({ kind }) => kind)).toEqual(['end-leg'])
    const { call } = play(
      step.call,
      [{ kind: 'participant-left', participant: left, place: 1, conferenceSid: 'CF1' }],
      at,
    )
    const heir = call.phase.kind === 'active' ? call.phase.parties.at(-1) : null
    expect(heir).toMatchObject({ identity: grace.identity, role: 'agent' })
  })

  it('who is only an invitee leaves alone', () => {
    const talk = after([...talking, ...added])
    const step = transition(talk, { kind: 'agent-access-ended', by: grace.identity }, at)
    expect(step.effects).toEqual([{ kind: 'end-leg', callSid: 'CA-grace' }])
  })
})
