import { describe, expect, it } from 'vitest'
import {
  T0,
  aCaller,
  anOutboundCall,
  dialling,
  agentReserved,
  play,
  talking,
} from '../../testing/calls.ts'
import { aTeammateCall } from '../../testing/internal-calls.ts'
import type { CallEvent, LegStatus } from '../model/call-event.ts'
import type { Call } from '../model/call.ts'
import { createCallSnapshot } from '../view/snapshot.ts'

const ADA = 'tenant_main_user_ada'
const GRACE = 'tenant_main_user_grace'
const NOW = T0 + 60_000
const grace = {
  partyId: 'party_1',
  identity: GRACE,
  workerSid: 'WK2',
  number: null,
  name: 'Grace',
}
const telephone = {
  partyId: 'party_2',
  identity: null,
  workerSid: null,
  number: '+15005550107',
  name: null,
}
const hangUp = (by: string | null): CallEvent => ({ kind: 'hang-up-requested', by })
const leg = (partyId: string, callSid: string, status: LegStatus): CallEvent => ({
  kind: 'leg-status',
  partyId,
  callSid,
  status,
})
const customerLeft: CallEvent = {
  kind: 'participant-left',
  participant: { label: 'customer', callSid: 'CA-customer' },
  place: 1,
  conferenceSid: 'CF1',
}
const conferenceEnded: CallEvent = {
  kind: 'conference-ended',
  place: 1,
  conferenceSid: 'CF1',
  byCallSid: null,
}

const talk = play(aCaller(), talking).call
const withGrace = play(
  talk,
  [{ kind: 'add-requested', invitee: grace }, leg('party_1', 'CA-3', 'in-progress')],
  NOW,
).call
const answered = leg('customer', 'CA-far', 'in-progress')
const outboundTalk = play(anOutboundCall(), [...dialling, answered]).call

function endedBy(call: Call): string | null | undefined {
  if (call.phase.kind !== 'ended') throw new Error(`it is ${call.phase.kind}`)
  const snapshot = createCallSnapshot(call, { identity: ADA, name: 'Ada' }, call.phase.at)
  const parties = call.phase.parties.map(({ partyId }) => partyId)
  expect([null, ...parties]).toContain(call.phase.endedBy)
  return snapshot?.endedBy
}

describe('who ended a call', () => {
  it.each<[string, Call, readonly CallEvent[], string | null]>([
    ['the customer’s', talk, [{ kind: 'customer-left' }], 'customer'],
    ['the agent’s command', talk, [hangUp(ADA), { kind: 'customer-left' }], 'agent_WR1'],
    ['a command of its agent', talk, [hangUp(null), conferenceEnded], 'agent_WR1'],
    [
      'the agent’s who leaves the customer alone',
      talk,
      [{ kind: 'leave-requested', by: ADA }, customerLeft],
      'agent_WR1',
    ],
    [
      'the agent’s whose desk was lost, and who hangs up while the customer waits for it',
      talk,
      [leg('agent_WR1', 'CA-agent', 'completed'), hangUp(ADA)],
      'agent_WR1',
    ],
    [
      'the customer’s who waits for a lost desk',
      talk,
      [leg('agent_WR1', 'CA-agent', 'completed'), { kind: 'customer-left' }],
      'customer',
    ],
    [
      'the last of several: the customer had gone before',
      withGrace,
      [{ kind: 'customer-left' }, leg('party_1', 'CA-3', 'completed')],
      'party_1',
    ],
    [
      'the agent’s who removes the last',
      withGrace,
      [
        { kind: 'customer-left' },
        { kind: 'remove-requested', partyId: 'party_1' },
        leg('party_1', 'CA-3', 'completed'),
      ],
      'agent_WR1',
    ],
    [
      'a hang-up that failed, and then the customer’s',
      talk,
      [hangUp(ADA), { kind: 'hang-up-failed', failure: 'unreachable' }, { kind: 'customer-left' }],
      'customer',
    ],
    ['a ring that was given up', anOutboundCall(), [...dialling, hangUp(ADA)], 'agent_call_2'],
    ['busy: nobody’s', anOutboundCall(), [...dialling, leg('customer', 'CA-far', 'busy')], null],
    [
      'no answer: nobody’s',
      anOutboundCall(),
      [...dialling, leg('customer', 'CA-far', 'no-answer')],
      null,
    ],
    [
      'a failure: nobody’s',
      anOutboundCall(),
      [...dialling, { kind: 'ring-failed', partyId: 'customer', failure: 'refused' }],
      null,
    ],
    [
      'a lost connection: nobody’s',
      anOutboundCall(),
      [...dialling, { kind: 'call-read', reading: { participants: [], customerCall: 'live' } }],
      null,
    ],
    [
      'a merger: the agent’s',
      outboundTalk,
      [
        { kind: 'merge-requested', by: ADA, into: 'call_9', partyId: 'party_9' },
        { kind: 'merge-done', partyId: 'party_9' },
      ],
      'agent_call_2',
    ],
    [
      'a teammate who declines',
      aTeammateCall(),
      [...dialling, leg('customer', 'CA-far', 'busy')],
      'customer',
    ],
  ])('%s', (_, call, events, expected) => {
    expect(endedBy(play(call, events, NOW).call)).toBe(expected)
  })

  it('is not shown before it is over', () => {
    const snapshot = createCallSnapshot(
      play(talk, [hangUp(ADA)]).call,
      { identity: ADA, name: '' },
      NOW,
    )
    expect(snapshot?.endedBy).toBeNull()
  })
})

describe('how a party joined', () => {
  const transfer: CallEvent = {
    kind: 'transfer-requested',
    by: ADA,
    transfer: 'cold',
    to: { kind: 'party', invitee: grace },
    reason: '',
  }
  const held: CallEvent = {
    kind: 'hold-changed',
    participant: { label: 'customer', callSid: 'CA-customer' },
    held: true,
  }
  it.each<[string, Call, readonly CallEvent[], Record<string, string>]>([
    ['rings', aCaller(), [agentReserved('WR1')], { customer: 'called', agent_WR1: 'routed' }],
    ['inbound', talk, [], { customer: 'called', agent_WR1: 'routed' }],
    ['is dialled', anOutboundCall(), [], { customer: 'dialled', agent_call_2: 'placed' }],
    ['outbound', outboundTalk, [], { customer: 'dialled', agent_call_2: 'placed' }],
    [
      'never met',
      anOutboundCall(),
      [...dialling, hangUp(ADA)],
      { customer: 'dialled', agent_call_2: 'placed' },
    ],
    ['a teammate', aTeammateCall(), [], { customer: 'dialled', agent_call_2: 'placed' }],
    [
      'added',
      withGrace,
      [{ kind: 'add-requested', invitee: telephone }],
      { customer: 'called', agent_WR1: 'routed', party_1: 'added', party_2: 'added' },
    ],
    [
      'transferred, before and after the ring',
      talk,
      [transfer, held],
      { customer: 'called', agent_WR1: 'routed', party_1: 'transferred' },
    ],
  ])('%s', (_, call, events, expected) => {
    const snapshot = createCallSnapshot(
      play(call, events, NOW).call,
      { identity: ADA, name: 'Ada' },
      NOW,
    )
    const how = snapshot?.parties.map(({ partyId, joinedHow }) => [partyId, joinedHow]) ?? []
    expect(Object.fromEntries(how)).toEqual(expected)
  })
})
