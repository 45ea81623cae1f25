import { describe, expect, it } from 'vitest'
import { T0, aCaller, play, talking } from '../../testing/calls.ts'
import {
  added,
  describeEffects,
  describeParties,
  grace,
  hasLeft,
  hasStatus,
  isHeld,
  telephone,
  transfer,
} from '../../testing/conversations.ts'
import type { TransferStep } from '../../contract/commands.ts'
import type { CallEvent } from '../model/call-event.ts'

const GRACE = 'tenant_main_user_grace'
const at = T0 + 60_000
const talk = play(aCaller(), talking).call
const warm = transfer('warm', grace)
const cold = transfer('cold', grace)
const held = isHeld('customer', true)
const resumed = isHeld('customer', false)
const graceHeld = isHeld('party_1', true)
const answers = hasStatus('party_1', 'in-progress')
const consulting = [warm, held, answers]
const hold: CallEvent = { kind: 'hold-requested', partyId: 'customer', hold: true }
const toQueue: CallEvent = {
  kind: 'transfer-requested',
  by: 'tenant_main_user_ada',
  transfer: 'cold',
  to: { kind: 'queue', queueName: 'Sales' },
  reason: '',
}
const step = (what: TransferStep): CallEvent => ({ kind: 'transfer-step-requested', step: what })
const refused: CallEvent = {
  kind: 'hold-failed',
  partyId: 'customer',
  hold: true,
  failure: 'refused',
}

type Parties = Readonly<Record<string, string>>

/** What the last event makes of a call: its parties, its transfer, and the effects. */
function playLast(events: readonly CallEvent[]) {
  const before = play(talk, events.slice(0, -1), at).call
  const { call, effects } = play(before, events.slice(-1), at + 30_000)
  const { phase } = call
  if (phase.kind !== 'active') throw new Error(`it is ${phase.kind}`)
  const { operation } = phase
  return {
    isChanged: call !== before,
    parties: describeParties(call),
    stage: operation.kind === 'transfer' ? operation.transfer.stage : operation.kind,
    effects: describeEffects(effects),
  }
}

describe('a transfer that begins', () => {
  const heldCustomer = { customer: 'customer connected held', agent_WR1: 'agent connected' }

  it.each<[string, readonly CallEvent[], Parties, string, readonly string[]]>([
    [
      'puts the customer on hold before it rings anybody',
      [warm],
      { ...heldCustomer, party_1: 'consult waiting' },
      'holding',
      ['hold customer'],
    ],
    [
      'rings the teammate when the hold is confirmed',
      [warm, held],
      { ...heldCustomer, party_1: 'consult ringing' },
      'ringing',
      ['ring-party party_1'],
    ],
    [
      'rings a telephone in the same way',
      [transfer('cold', telephone), held],
      { ...heldCustomer, party_2: 'external ringing' },
      'ringing',
      ['ring-party party_2'],
    ],
    [
      'rings at once when the customer is on hold already',
      [hold, held, warm],
      { ...heldCustomer, party_1: 'consult ringing' },
      'ringing',
      ['ring-party party_1'],
    ],
    [
      'rings nobody when Twilio refuses the hold',
      [warm, refused],
      {
        customer: 'customer connected',
        agent_WR1: 'agent connected',
        party_1: 'consult taken-back',
      },
      'none',
      ['read-call'],
    ],
    [
      'to a queue moves the customer to the next place',
      [toQueue],
      { customer: 'customer connected', agent_WR1: 'agent connected' },
      'requeue',
      ['place-customer CA-customer'],
    ],
  ])('%s', (_, events, parties, stage, effects) => {
    expect(playLast(events)).toEqual({ isChanged: true, parties, stage, effects })
  })

  it.each<[string, readonly CallEvent[]]>([
    ['by an invitee', [...added(grace), transfer('warm', telephone, GRACE)]],
    ['by somebody who is not in the call', [transfer('warm', telephone, GRACE)]],
    ['during another transfer', [warm, transfer('cold', telephone)]],
    ['while the call is hung up', [{ kind: 'hang-up-requested', by: null }, warm]],
  ])('%s changes nothing', (_, events) => {
    expect(playLast(events)).toMatchObject({ isChanged: false, effects: [] })
  })
})

describe('the steps of a transfer', () => {
  const parties = (customer: string, agent: string, target: string) => ({
    customer: `customer ${customer}`,
    agent_WR1: `agent ${agent}`,
    party_1: target,
  })

  it.each<[string, readonly CallEvent[], Parties, string, readonly string[]]>([
    [
      'warm, answered: agent and target talk, and the customer stays on hold',
      consulting,
      parties('connected held', 'connected', 'consult connected'),
      'consulting',
      ['create-task party_1'],
    ],
    [
      'swap puts the target on hold first',
      [...consulting, step('swap')],
      parties('connected held', 'connected', 'consult connected held'),
      'consulting',
      ['hold party_1'],
    ],
    [
      'swap resumes the customer when the target’s hold is confirmed',
      [...consulting, step('swap'), graceHeld],
      parties('connected', 'connected', 'consult connected held'),
      'consulting',
      ['resume customer'],
    ],
    [
      'swap is over when the customer is confirmed to hear the agent',
      [...consulting, step('swap'), graceHeld, resumed],
      parties('connected', 'connected', 'consult connected held'),
      'swapped',
      [],
    ],
    [
      'join resumes the customer',
      [...consulting, step('join')],
      parties('connected', 'connected', 'consult connected'),
      'consulting',
      ['resume customer'],
    ],
    [
      'join is over when all three hear each other',
      [...consulting, step('join'), resumed],
      parties('connected', 'connected', 'consult connected'),
      'joined',
      [],
    ],
    [
      'complete resumes the customer before the agent leaves',
      [...consulting, step('complete')],
      parties('connected', 'connected', 'consult connected'),
      'consulting',
      ['resume customer'],
    ],
    [
      'complete ends the agent’s leg when customer and target hear each other',
      [...consulting, step('complete'), resumed],
      parties('connected', 'connected ending', 'consult connected'),
      'consulting',
      ['end-leg CA-agent'],
    ],
    [
      'complete makes the target the agent when the first one has left',
      [...consulting, step('complete'), resumed, hasLeft('agent_WR1')],
      parties('connected', 'hung-up', 'agent connected'),
      'none',
      ['write-history', 'start-wrap-up agent_WR1', 'wrap-reservation'],
    ],
    [
      'cold, answered: it is completed at once',
      [cold, held, answers],
      parties('connected', 'connected', 'consult connected'),
      'consulting',
      ['create-task party_1', 'resume customer'],
    ],
    [
      'cancel before the hold is confirmed takes it back, and rings nobody',
      [warm, step('cancel')],
      parties('connected', 'connected', 'consult taken-back'),
      'none',
      ['resume customer', 'read-call'],
    ],
    [
      'cancel during the ring waits for the leg, which has no SID yet',
      [warm, held, step('cancel')],
      parties('connected held', 'connected', 'consult ringing ending'),
      'ringing',
      [],
    ],
    [
      'cancel after the answer ends the target’s leg',
      [...consulting, step('cancel')],
      parties('connected held', 'connected', 'consult connected ending'),
      'consulting',
      ['end-leg CA-grace'],
    ],
    [
      'cancel is over when the target’s leg has ended: the customer is resumed',
      [...consulting, step('cancel'), hasLeft('party_1')],
      parties('connected', 'connected', 'consult taken-back'),
      'none',
      ['write-history', 'resume customer'],
    ],
  ])('%s', (_, events, wanted, stage, effects) => {
    expect(playLast(events)).toEqual({ isChanged: true, parties: wanted, stage, effects })
  })

  it.each<[string, readonly CallEvent[]]>([
    ['without a transfer', [step('swap')]],
    ['before the target has answered', [warm, held, step('join')]],
    ['that a cold transfer has not: swap', [cold, held, answers, step('swap')]],
    ['that is too late: cancel of a cold transfer', [cold, held, answers, step('cancel')]],
    ['while another one is under way', [...consulting, step('swap'), step('join')]],
    ['that is done already: join', [...consulting, step('join'), resumed, step('join')]],
    ['while the target’s leg ends', [...consulting, step('cancel'), step('complete')]],
  ])('%s changes nothing', (_, events) => {
    expect(playLast(events)).toMatchObject({ isChanged: false, effects: [] })
  })
})
