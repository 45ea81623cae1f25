import { describe, expect, it } from 'vitest'
import {
  T0,
  aCaller,
  anOutboundCall,
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

  it('of a conversation is let go, and the customer waits in the queue, where they are moved first', () => {
    const step = transition(after(talking), out, at)
    expect(kinds(after(talking))).toEqual([
      'write-history',
      'start-wrap-up',
      'place-customer CA-customer',
      'end-leg CA-agent',
    ])
    expect(step.effects).toContainEqual({
      kind: 'place-customer',
      callSid: 'CA-customer',
      place: 3,
    })
    expect(step.call).toMatchObject({
      queueName: 'Support',
      handover: { kind: 'left', from: 'Ada' },
      phase: { kind: 'queued', placed: false },
    })
    // Said again, because it is looked at again and again, it asks for nothing more.
    expect(transition(step.call, out, at + 2000).effects).toEqual([])
  })

  it('changes nothing by what is still reported of the leg', () => {
    const { call } = transition(after(talking), out, at)
    const reports: readonly CallEvent[] = [
      { kind: 'participant-left', participant: left, place: 1, conferenceSid: 'CF1' },
      { kind: 'leg-status', partyId: 'agent_WR1', callSid: 'CA-agent', status: 'completed' },
      { kind: 'conference-ended', place: 1, conferenceSid: 'CF1', byCallSid: null },
    ]
    expect(play(call, reports, at)).toEqual({ call, effects: [] })
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
