import { describe, expect, it } from 'vitest'
import { T0, aCaller, anOutboundCall, dialling, play, talking } from '../../testing/calls.ts'
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
import { ADA, GRACE, aTeammateCall, ringingGrace } from '../../testing/internal-calls.ts'
import type { CallEvent } from '../model/call-event.ts'
import { callSchema, isIn } from '../model/call.ts'
import type { Call } from '../model/call.ts'
import { transition } from '../phases/transition.ts'

const at = T0 + 60_000
const talk = play(aCaller(), talking).call
const hold: CallEvent = { kind: 'hold-requested', partyId: 'customer', hold: true }
const held = isHeld('customer', true)
const graceRings = hasStatus('party_1', 'ringing')
const graceAnswers = hasStatus('party_1', 'in-progress')
const warm = [transfer('warm', grace), held]
const cold = [transfer('cold', grace), held]
const aside: CallEvent = { kind: 'set-aside-requested', by: ADA }

/** The three ways in which a desk's end is learned of. */
const losses: readonly (readonly [string, CallEvent])[] = [
  ['Twilio reports the end of its leg', hasStatus('agent_WR1', 'completed')],
  ['its leg has left the Conference', hasLeft('agent_WR1')],
  ['it has given no sign for too long', { kind: 'desk-lost', by: ADA }],
]
const [, lost] = losses[2] ?? losses[0]!

function after(...events: readonly CallEvent[]): Call {
  return play(talk, events, at).call
}

/** What the loss makes of a call. */
function lose(before: Call, event: CallEvent = lost) {
  const { call, effects } = transition(before, event, at + 30_000)
  expect(callSchema.parse(JSON.parse(JSON.stringify(call)))).toEqual(call)
  return { call, effects, told: describeEffects(effects) }
}

describe.each(losses)('an agent’s desk that is lost: %s', (_, event) => {
  it.each<[string, Call]>([
    ['in talk', talk],
    ['while the customer is on hold', after(hold, held)],
    ['while a hold is under way', after(hold)],
    ['before the hold for a transfer is confirmed', after(transfer('warm', grace))],
    ['while the call is set aside', after(aside, held)],
  ])('%s: the customer waits for it in another place, with music at once', (__, before) => {
    const { call, told } = lose(before, event)
    expect(call).toMatchObject({
      place: 3,
      conferenceSid: null,
      phase: {
        kind: 'returning',
        leg: { partyId: 'agent_WR1', identity: ADA, callSid: null },
        deadline: at + 30_000 + 12_000,
        placed: false,
        talk: { since: T0 + 7000 },
      },
    })
    expect(told).toEqual(['place-customer CA-customer', 'end-leg CA-agent'])
  })

  it('while a warm transfer rings: nobody is rung any more', () => {
    const { call, told } = lose(after(...warm, graceRings), event)
    expect(call.phase.kind).toBe('returning')
    expect(told).toContain('place-customer CA-customer')
    expect(told).toContain('end-leg CA-grace')
    // Her desk has no part in it when it answers all the same.
    const late = transition(call, graceAnswers, at + 31_000)
    expect(describeEffects(late.effects)).toEqual([])
    expect(late.call.phase).toBe(call.phase)
  })

  it.each<[string, Call, readonly string[]]>([
    ['while they consult', after(...warm, graceAnswers), ['customer', 'party_1']],
    ['while a cold transfer rings', after(...cold, graceRings), ['customer', 'party_1']],
    ['beside a teammate', after(...added(grace)), ['customer', 'party_1']],
    ['beside a third party', after(...added(telephone)), ['customer', 'party_2']],
  ])('%s: the others go on, and the customer is not moved', (__, before, stay) => {
    const { call, told } = lose(before, event)
    expect(call).toMatchObject({ place: 1, phase: { kind: 'active' } })
    expect(told.filter((each) => each.startsWith('place-customer'))).toEqual([])
    const parties = Object.entries(describeParties(call))
    const here = parties.filter(([, is]) => /connected|ringing/u.test(is)).map(([id]) => id)
    expect(here).toEqual(stay)
    expect(told).toContain('start-wrap-up agent_WR1')
  })
})

describe('a desk that is lost', () => {
  it('is not, when its agent has hung up', () => {
    const closing = after({ kind: 'hang-up-requested', by: ADA })
    for (const [, event] of losses.slice(0, 2))
      expect(lose(closing, event).call.phase).toMatchObject({
        kind: 'ended',
        reason: 'agent-hung-up',
      })
    expect(lose(closing).call).toBe(closing)
  })

  it('is not, when the server was ending its leg anyway', () => {
    const leaving = after(...added(telephone), { kind: 'leave-requested', by: ADA })
    expect(lose(leaving).call).toBe(leaving)
    expect(lose(leaving, hasLeft('agent_WR1')).call.phase.kind).toBe('active')
  })

  it('of a call that the agent made, too: the customer waits', () => {
    const answers: CallEvent = {
      kind: 'leg-status',
      partyId: 'customer',
      callSid: 'CA-far',
      status: 'in-progress',
    }
    const { call, told } = lose(play(anOutboundCall(), [...dialling, answers]).call)
    expect(call.phase.kind).toBe('returning')
    expect(told).toEqual(['place-customer CA-far', 'end-leg CA-agent'])
  })

  it('of a call between teammates ends it: neither is a customer', () => {
    const met = play(aTeammateCall(), [
      ...ringingGrace,
      { kind: 'leg-status', partyId: 'customer', callSid: 'CA-grace', status: 'in-progress' },
    ]).call
    expect(lose(met).call.phase.kind).toBe('ended')
  })

  it('of an invitee only takes the invitee out', () => {
    const { call, told } = lose(after(...added(grace)), { kind: 'desk-lost', by: GRACE })
    expect(describeParties(call)).toMatchObject({
      customer: 'customer connected',
      agent_WR1: 'agent connected',
      party_1: 'consult hung-up',
    })
    expect(told).toEqual(['write-history', 'end-leg CA-grace'])
  })

  it('of somebody who is not in the call is nobody’s', () => {
    expect(lose(talk, { kind: 'desk-lost', by: GRACE })).toMatchObject({ call: talk, told: [] })
  })

  it('and of the last agent of several leaves the customer to the next one, and then to nobody', () => {
    const heir = lose(after(...added(grace))).call
    expect(describeParties(heir)['party_1']).toBe('agent connected')
    const { call } = lose(heir, { kind: 'desk-lost', by: GRACE })
    expect(call.phase).toMatchObject({ kind: 'returning', leg: { partyId: 'party_1' } })
  })

  it('ends as lost for that agent, where others go on', () => {
    const { effects } = lose(after(...added(telephone)))
    expect(effects).toContainEqual(
      expect.objectContaining({ kind: 'start-wrap-up', reason: 'connection-lost' }),
    )
  })

  it('hears nothing of what is reported of its old leg', () => {
    const { call } = lose(talk)
    const reports: readonly CallEvent[] = [
      hasStatus('agent_WR1', 'completed'),
      hasLeft('agent_WR1'),
      hasLeft('customer'),
      { kind: 'conference-ended', place: 1, conferenceSid: 'CF1', byCallSid: null },
    ]
    for (const report of reports)
      expect(transition(call, report, at + 31_000)).toEqual({ call, effects: [] })
  })
})

describe('a desk that gives no sign of life', () => {
  const silent: CallEvent = { kind: 'desk-silent', by: ADA }
  const moment = { kind: 'announce-moment', conferenceSid: 'CF1', callSid: 'CA-customer' }

  it('may talk on: the customer hears that it goes on, and nothing else changes', () => {
    expect(transition(talk, silent, at)).toEqual({ call: talk, effects: [moment] })
  })

  it.each<[string, Call]>([
    ['on hold', after(hold, held)],
    ['being put on hold', after(hold)],
    ['consulted about', after(...warm, graceAnswers)],
    ['with a third party', after(...added(telephone))],
    ['in a Conference that nobody has named', { ...talk, conferenceSid: null }],
    ['waiting already', lose(talk).call],
    ['gone', after({ kind: 'customer-left' })],
  ])('says nothing to a customer who is %s', (_, call) => {
    expect(transition(call, silent, at)).toEqual({ call, effects: [] })
  })

  it('says nothing for the desk of somebody else', () => {
    const other: CallEvent = { kind: 'desk-silent', by: GRACE }
    expect(transition(talk, other, at)).toEqual({ call: talk, effects: [] })
  })
})

it('never moves a customer while a third party talks to them', () => {
  for (const [, event] of losses) {
    const alone = lose(after(...added(telephone)), event).call
    expect(isIn(alone, 'active')).toBe(true)
    const step = transition(alone, hasLeft('party_2'), at + 40_000)
    expect(describeEffects(step.effects)).not.toContain('end-leg CA-customer')
  }
})
