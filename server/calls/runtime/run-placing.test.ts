import { describe, expect, it } from 'vitest'
import { T0, aCaller, play, talking } from '../../testing/calls.ts'
import { effectDeps } from '../../testing/effect-deps.ts'
import { gone, refused, unreachable } from '../../testing/fake-gateway.ts'
import { ADA } from '../../testing/internal-calls.ts'
import type { TwilioFailure } from '../../twilio/gateway.ts'
import type { Call } from '../model/call.ts'
import { runPlacing } from './run-placing.ts'

const at = T0 + 60_000
const talk = play(aCaller(), talking).call
const waiting = play(talk, [{ kind: 'desk-lost', by: ADA }], at).call
const to = { kind: 'queue', queueName: 'Sales' } as const
const transferred = play(
  talk,
  [{ kind: 'transfer-requested', by: ADA, transfer: 'cold', to, reason: '' }],
  at,
).call

async function place(
  call: Call,
  failure: TwilioFailure | null = null,
  attempts = 0,
  there = false,
) {
  const deps = effectDeps()
  deps.gateway.fail('redirectCall', failure)
  const customer = { callSid: 'CA-customer', label: 'customer', hold: false, muted: false }
  if (there) deps.gateway.say({ participants: [{ ...customer, answered: true }] })
  const effect = { kind: 'place-customer', callSid: 'CA-customer', place: 3 } as const
  const event = await runPlacing(deps, call, effect, attempts)
  return { event, moves: deps.gateway.of('redirectCall') as { twiml: string }[] }
}

const placed = { kind: 'customer-placed', place: 3 }
const later = { kind: 'postponed', retryAfterMs: null }

describe('moving a customer to where they wait', () => {
  it('gives their call the document of that place, with the music of their queue', async () => {
    const { event, moves } = await place(waiting)
    expect(event).toEqual(placed)
    expect(moves).toHaveLength(1)
    const { twiml = '' } = moves[0] ?? {}
    expect(twiml).toContain('call_1-3</Conference>')
    expect(twiml.indexOf('call_1-4</Conference>')).toBeGreaterThan(twiml.indexOf('call_1-3<'))
    expect(twiml).toContain('waitUrl="https://music.example.com/Support"')
  })

  it.each<[string, Call, TwilioFailure, object]>([
    ['is tried again when Twilio does not answer', waiting, unreachable, later],
    ['is tried again when Twilio refuses, for nobody is with them', waiting, refused, later],
    ['tells that they have hung up', waiting, gone, { kind: 'customer-left' }],
    [
      'that an agent asked for is told to have failed',
      transferred,
      refused,
      { kind: 'placing-failed', place: 3 },
    ],
  ])('%s', async (_, call, failure, event) => {
    expect((await place(call, failure)).event).toEqual(event)
  })

  it('looks for them first, when it was tried before, and takes no place twice', async () => {
    expect(await place(waiting, null, 1, true)).toEqual({ event: placed, moves: [] })
    const again = { event: { kind: 'placing-failed', place: 3 }, moves: [] }
    expect(await place(waiting, null, 1)).toEqual(again)
  })

  it('waits until they can be looked for, when they may talk there already', async () => {
    const deps = effectDeps()
    deps.gateway.fail('findLeg', unreachable)
    const effect = { kind: 'place-customer', callSid: 'CA-customer', place: 1 } as const
    expect(await runPlacing(deps, talk, effect, 1)).toEqual(later)
    expect(deps.gateway.of('redirectCall')).toEqual([])
  })

  it.each<[string, Call]>([
    ['they are there already', play(waiting, [{ kind: 'customer-placed', place: 3 }]).call],
    ['they wait in the place after', { ...waiting, place: 5 }],
    ['they have hung up', play(waiting, [{ kind: 'customer-left' }]).call],
    ['somebody talks to them', talk],
  ])('is left alone when %s', async (_, call) => {
    expect(await place(call)).toEqual({ event: null, moves: [] })
  })
})
