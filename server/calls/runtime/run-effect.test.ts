import { describe, expect, it } from 'vitest'
import { aCaller, agentReserved, play, talking } from '../../testing/calls.ts'
import { effectDeps } from '../../testing/effect-deps.ts'
import { fakeGateway, gone, refused, unreachable } from '../../testing/fake-gateway.ts'
import { fail, succeed } from '../../contract/result.ts'
import type { FakeGateway } from '../../testing/fake-gateway.ts'
import type { RingRequest, TwilioFailure, TwilioGateway } from '../../twilio/gateway.ts'
import type { CallEffect } from '../model/call-effect.ts'
import type { Call } from '../model/call.ts'
import { runEffect } from './run-effect.ts'

const talk = play(aCaller(), talking).call
type Failures = Partial<Record<keyof TwilioGateway, TwilioFailure>>

async function run(
  effect: CallEffect,
  fails: Failures = {},
  { call = talk, gateway = fakeGateway() }: { call?: Call; gateway?: FakeGateway } = {},
) {
  for (const method of ['endCall', 'endConference', 'announce', 'setHold'] as const)
    gateway.fail(method, fails[method] ?? null)
  const event = await runEffect(effectDeps(gateway), call, effect)
  return { event, asked: gateway.requests.map(([method, argument]) => [method, argument]) }
}

describe('the end of a conversation', () => {
  const end: CallEffect = {
    kind: 'end-conversation',
    customerCallSid: 'CA-customer',
    conferenceSid: 'CF1',
    legs: ['CA-customer', 'CA-agent'],
  }
  const customerEnds = ['endCall', 'CA-customer']
  const failed = { kind: 'hang-up-failed', failure: 'unreachable' }

  it('is the end of the customer’s call, and then of each leg and the Conference', async () => {
    const { event, asked } = await run(end)
    expect(event).toBeNull()
    expect(asked).toEqual([customerEnds, ['endCall', 'CA-agent'], ['endConference', 'CF1']])
  })

  it('is not there while the customer’s call may go on: they would wait without the others', async () => {
    const { event, asked } = await run(end, { endCall: unreachable })
    expect(event).toEqual(failed)
    expect(asked).toEqual([customerEnds])
  })

  it('is there when the customer has hung up at the same time', async () => {
    const { event, asked } = await run(end, { endCall: gone })
    expect(event).toBeNull()
    expect(asked).toContainEqual(['endConference', 'CF1'])
  })

  it.each<[string, CallEffect, Failures]>([
    ['cannot be ended', end, { endConference: refused }],
    ['is not known', { ...end, conferenceSid: null }, {}],
  ])('needs no Conference: it %s', async (_, effect, fails) => {
    const { event, asked } = await run(effect, fails)
    expect(event).toBeNull()
    expect(asked.filter(([method]) => method === 'endCall')).toEqual([
      customerEnds,
      ['endCall', 'CA-agent'],
    ])
  })

  it('does not touch a customer who goes on in another call', async () => {
    const { asked } = await run({ ...end, customerCallSid: null, legs: ['CA-agent'] })
    expect(asked).toEqual([
      ['endCall', 'CA-agent'],
      ['endConference', 'CF1'],
    ])
  })
})

describe('music and announcements', () => {
  it('of a hold is that of the queue', async () => {
    const participant = { partyId: 'customer', conferenceSid: 'CF1', callSid: 'CA-customer' }
    const { asked } = await run({ kind: 'set-hold', ...participant, hold: true })
    expect(asked).toMatchObject([['setHold', { holdUrl: 'https://music.example.com/Support' }]])
  })

  it('of a desk that is silent is said to the customer, and its failure changes nothing', async () => {
    const say = { kind: 'announce-moment', conferenceSid: 'CF1', callSid: 'CA-customer' } as const
    for (const fails of [{}, { announce: refused }]) {
      const { event, asked } = await run(say, fails)
      expect(event).toBeNull()
      expect(asked).toMatchObject([
        ['announce', { callSid: 'CA-customer', url: expect.stringContaining('moment') }],
      ])
    }
  })
})

describe('a desk that is rung where the caller waits', () => {
  const rung = play(aCaller(), [agentReserved('WR1')])
  const [ring] = rung.effects
  if (ring === undefined) throw new Error('nobody is rung')

  /** Twilio knows the Conference by its name alone. */
  function byNameOnly(callStatus: string) {
    const refs: RingRequest['conference'][] = []
    const gateway = fakeGateway()
    gateway.say({ callStatus })
    const byName: TwilioGateway['ring'] = async ({ conference }) => {
      refs.push(conference)
      if (conference.sid !== null) return fail(gone)
      return succeed({ callSid: 'CA-leg', conferenceSid: 'CF1' })
    }
    return { refs, gateway: { ...gateway, ring: byName } }
  }

  it('is rung by the Conference’s name, when its SID is refused and the customer’s call lives', async () => {
    const { refs, gateway } = byNameOnly('in-progress')
    const { event } = await run(ring, {}, { call: rung.call, gateway })
    expect(event).toMatchObject({ kind: 'ring-created', callSid: 'CA-leg', place: 1 })
    expect(refs).toEqual([
      { sid: 'CF1', name: 'call_1-1' },
      { sid: null, name: 'call_1-1' },
    ])
  })

  it('is not rung for a caller whose call is over', async () => {
    const { refs, gateway } = byNameOnly('completed')
    const { event } = await run(ring, {}, { call: rung.call, gateway })
    expect(event).toEqual({ kind: 'customer-left' })
    expect(refs).toHaveLength(1)
  })
})
