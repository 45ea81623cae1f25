import { PROOF_DEADLINE_MS } from '../model/confirmable.ts'
import { describe, expect, it } from 'vitest'
import { T0, aCaller, agent, customer, play, talking } from '../../testing/calls.ts'
import type { CallEvent } from '../model/call-event.ts'
import { nextDeadline, transition } from '../phases/transition.ts'

const talk = () => play(aCaller(), talking).call
const at = T0 + 60_000
const hold: CallEvent = { kind: 'hold-asked', partyId: 'customer', hold: true }
const held: CallEvent = { kind: 'hold-changed', who: customer, held: true }
const ref = { taskSid: 'WT1', reservationSid: 'WR1' }

function holdOf(call: ReturnType<typeof talk>) {
  if (call.phase.kind !== 'active') throw new Error('not active')
  const customer = call.phase.parties.find(({ partyId }) => partyId === 'customer')
  if (customer === undefined) throw new Error('no customer')
  const { requested, confirmed } = customer.hold
  return { requested, confirmed }
}

describe('hold', () => {
  it('is requested at once and confirmed by the callback alone', () => {
    const asked = transition(talk(), hold, at)
    expect(holdOf(asked.call)).toEqual({ requested: true, confirmed: false })
    expect(asked.commands).toEqual([
      {
        kind: 'set-hold',
        conferenceSid: 'CF1',
        callSid: 'CA-customer',
        partyId: 'customer',
        hold: true,
      },
    ])
    const proved = transition(asked.call, held, at + 100)
    expect(holdOf(proved.call)).toEqual({ requested: true, confirmed: true })
    expect(nextDeadline(proved.call)).toBeNull()
  })

  it('asked for twice is one request', () => {
    const { commands } = play(talk(), [hold, hold], at)
    expect(commands).toHaveLength(1)
  })

  it('and resume in haste end as the last was asked, whatever is reported in between', () => {
    const { call } = play(
      talk(),
      [
        hold,
        { kind: 'hold-asked', partyId: 'customer', hold: false },
        held,
        { ...held, held: false },
      ],
      at,
    )
    expect(holdOf(call)).toEqual({ requested: false, confirmed: false })
  })

  it('that Twilio refuses goes back, and says so', () => {
    const { call } = play(
      talk(),
      [hold, { kind: 'hold-refused', partyId: 'customer', hold: true, refusal: 'refused' }],
      at,
    )
    expect(holdOf(call)).toEqual({ requested: false, confirmed: false })
    expect(call.trouble).toMatchObject({ command: 'hold', code: 'refused' })
  })

  it.each([
    ['held after all', true, null],
    ['not held', false, { command: 'hold', code: 'not-confirmed' }],
  ])('without proof is read back: %s', (_, truly, trouble) => {
    const asked = transition(talk(), hold, at).call
    expect(nextDeadline(asked)).toBe(at + PROOF_DEADLINE_MS)
    const due = transition(asked, { kind: 'tick' }, at + PROOF_DEADLINE_MS)
    expect(due.commands).toEqual([{ kind: 'read-back', upTo: asked.asks }])
    const participants = [
      { who: customer, held: truly },
      { who: agent, held: false },
    ]
    const found: CallEvent = { kind: 'read-back', found: { participants, customerCall: 'live' } }
    const settled = transition(due.call, found, at + PROOF_DEADLINE_MS + 50).call
    expect(holdOf(settled)).toEqual({ requested: truly, confirmed: truly })
    const told = settled.trouble
    expect(told === null ? null : { command: told.command, code: told.code }).toEqual(trouble)
  })

  it('clears the trouble of the last time when it works', () => {
    const { call } = play(
      talk(),
      [
        hold,
        { kind: 'hold-refused', partyId: 'customer', hold: true, refusal: 'unreachable' },
        hold,
        held,
      ],
      at,
    )
    expect(call.trouble).toBeNull()
  })
})

describe('the end of a conversation', () => {
  const ended: CallEvent = { kind: 'conference-ended', conferenceSid: 'CF1', byCallSid: null }

  it.each<[string, CallEvent, string]>([
    [
      'the customer leaves',
      { kind: 'left', who: customer, conferenceSid: 'CF1' },
      'customer-hung-up',
    ],
    ['the customer’s call is over', { kind: 'customer-gone' }, 'customer-hung-up'],
    ['the agent leaves', { kind: 'left', who: agent, conferenceSid: 'CF1' }, 'agent-hung-up'],
    [
      'the Conference ends by the customer',
      { ...ended, byCallSid: 'CA-customer' } as CallEvent,
      'customer-hung-up',
    ],
  ])('when %s', (_, event, reason) => {
    const step = transition(talk(), event, at)
    expect(step.call.phase).toMatchObject({ kind: 'ended', reason })
    expect(step.commands).toMatchObject([
      { kind: 'record', entry: { outcome: 'answered' } },
      { kind: 'start-wrap-up', reason },
      { kind: 'end-conversation', conferenceSid: 'CF1' },
      { kind: 'wrap-reservation', ...ref },
    ])
  })

  it('by the agent’s command is proved by what Twilio reports, in whatever order', () => {
    const asked = transition(talk(), { kind: 'hang-up-asked', by: null }, at)
    expect(asked.call.phase.kind).toBe('active')
    expect(asked.commands).toMatchObject([{ kind: 'end-conversation', conferenceSid: 'CF1' }])
    const left: CallEvent = { kind: 'left', who: customer, conferenceSid: 'CF1' }
    const { call, commands } = play(asked.call, [left, ended, { kind: 'customer-gone' }], at)
    expect(call.phase).toMatchObject({ kind: 'ended', reason: 'agent-hung-up' })
    expect(commands.filter(({ kind }) => kind === 'start-wrap-up')).toHaveLength(1)
  })

  it('that Twilio did not carry out leaves the call, and says so', () => {
    const { call } = play(
      talk(),
      [
        { kind: 'hang-up-asked', by: null },
        { kind: 'hang-up-refused', refusal: 'unreachable' },
      ],
      at,
    )
    expect(call.phase).toMatchObject({ kind: 'active', closing: null })
    expect(call.trouble).toMatchObject({ command: 'hang-up', code: 'unreachable' })
  })

  it('is found by the reading back when every report was lost', () => {
    const found: CallEvent = {
      kind: 'read-back',
      found: { participants: [], customerCall: 'gone' },
    }
    expect(transition(talk(), found, at).call.phase.kind).toBe('ended')
  })
})
