import { describe, expect, it } from 'vitest'
import { createOutboundCall } from '../calls/model/call.ts'
import type { LiveCall } from '../twilio/gateway.ts'
import { createKnownLegs } from './known-legs.ts'
import { foreignCalls } from './judge-call.ts'
import type { GuardMode } from './judge-call.ts'

const OURS = '+15005550006'
const THEIRS = '+15005550100'
const SOMEBODY = '+15005550142'
const ADA = 'client:tenant_main_user_ada'
const AT = 1_000_000

function call(callSid: string, rest: Partial<LiveCall> = {}): LiveCall {
  const known = { parentCallSid: null, direction: 'outbound-api', createdAt: AT }
  return { callSid, ...known, from: OURS, to: SOMEBODY, ...rest }
}

const placed = createOutboundCall({
  callId: 'call_1',
  to: '+15005550199',
  callerId: OURS,
  identity: 'tenant_main_user_ada',
  workerSid: 'WK1',
  name: 'Ada',
  at: AT,
})
const rings = {
  ...placed,
  phase: {
    kind: 'dialing',
    leg: {
      partyId: 'agent_call_1',
      identity: 'x',
      workerSid: 'WK1',
      name: null,
      callSid: 'CA-desk',
    },
    since: AT,
    deadline: AT,
    overdue: false,
    rungAt: AT,
    customerJoined: false,
  },
} as const

function judged(live: readonly LiveCall[], mode: GuardMode = 'own', at = AT) {
  const knownLegs = createKnownLegs()
  knownLegs.add(rings, AT)
  const marks = { mode, numbers: [OURS], tenant: 'main' }
  return foreignCalls(live, knownLegs, marks, at).map(({ callSid }) => callSid)
}

describe('foreign by default is', () => {
  it.each<[string, Partial<LiveCall>]>([
    ['a call that shows our number', {}],
    ['a call in an agent’s name', { from: ADA }],
    ['a call to an agent’s desk', { from: THEIRS, to: `${ADA}?callId=call_1` }],
    ['a call that TwiML makes of a leg of ours', { from: SOMEBODY, parentCallSid: 'CA-desk' }],
  ])('%s', (_, facts) => {
    expect(judged([call('CA-x', facts)])).toEqual(['CA-x'])
  })

  it('a call that a foreign call makes, no matter who is shown', () => {
    const child = call('CA-y', { from: THEIRS, parentCallSid: 'CA-x', direction: 'outbound-dial' })
    expect(judged([child, call('CA-x')])).toEqual(['CA-y', 'CA-x'])
  })
})

describe('not foreign is', () => {
  it.each<[string, Partial<LiveCall>]>([
    [
      'a caller, whose webhook may have been lost',
      { direction: 'inbound', from: SOMEBODY, to: OURS },
    ],
    ['our own number that we have dialled', { direction: 'inbound', to: OURS }],
    ['a Device of ours', { direction: 'inbound', from: ADA, to: '' }],
    ['a call of another application', { from: THEIRS }],
    ['another application’s call to our number', { from: THEIRS, to: OURS }],
    ['a client of another tenant', { from: 'client:tenant_other_user_ada' }],
    [
      'a caller of ours who is passed on by another application',
      { parentCallSid: 'CA-elsewhere', direction: 'outbound-dial' },
    ],
    ['a ring whose SID Twilio has not told yet', { to: '+15005550199' }],
    ['a leg of ours', { callSid: 'CA-desk' }],
  ])('%s', (_, facts) => {
    expect(judged([call('CA-x', facts)])).toEqual([])
  })
})

it('a ring whose answer was lost is expected for a minute', () => {
  expect(judged([call('CA-x', { to: '+15005550199' })], 'own', AT + 60_001)).toEqual(['CA-x'])
})

it('in an account of our own every unknown call that goes out is foreign, and where nothing is guarded none', () => {
  const live = [call('CA-x', { from: THEIRS }), call('CA-y', { direction: 'inbound' })]
  expect(judged(live, 'account')).toEqual(['CA-x'])
  expect(judged([call('CA-z')], 'off')).toEqual([])
  expect(judged([call('CA-z')], 'tell')).toEqual(['CA-z'])
})
