import { CONFIRM_TIMEOUT_MS, getRequested } from '../model/confirmable.ts'
import { describe, expect, it } from 'vitest'
import { T0, aCaller, agent, customer, play, talking } from '../../testing/calls.ts'
import type { CallEvent } from '../model/call-event.ts'
import { getNextDeadline, transition } from '../phases/transition.ts'

const talk = () => play(aCaller(), talking).call
const at = T0 + 60_000
const hold: CallEvent = { kind: 'hold-requested', partyId: 'customer', hold: true }
const held: CallEvent = { kind: 'hold-changed', participant: customer, held: true }

function holdOf(call: ReturnType<typeof talk>) {
  if (call.phase.kind !== 'active') throw new Error('not active')
  const customer = call.phase.parties.find(({ partyId }) => partyId === 'customer')
  if (customer === undefined) throw new Error('no customer')
  const { hold } = customer
  return { requested: getRequested(hold), confirmed: hold.confirmed }
}

describe('hold', () => {
  it('is requested at once and confirmed by the callback alone', () => {
    const asked = transition(talk(), hold, at)
    expect(holdOf(asked.call)).toEqual({ requested: true, confirmed: false })
    expect(asked.effects).toEqual([
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
    expect(getNextDeadline(proved.call)).toBeNull()
  })

  it('asked for twice is one request', () => {
    const { effects } = play(talk(), [hold, hold], at)
    expect(effects).toHaveLength(1)
  })

  it('and resume in haste end as the last was asked, whatever is reported in between', () => {
    const { call } = play(
      talk(),
      [
        hold,
        { kind: 'hold-requested', partyId: 'customer', hold: false },
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
      [hold, { kind: 'hold-failed', partyId: 'customer', hold: true, failure: 'refused' }],
      at,
    )
    expect(holdOf(call)).toEqual({ requested: false, confirmed: false })
    expect(call.failure).toMatchObject({ command: 'hold', code: 'refused' })
  })

  it.each([
    ['held after all', true, null],
    ['not held', false, { command: 'hold', code: 'not-confirmed' }],
  ])('without proof is read back: %s', (_, truly, failure) => {
    const asked = transition(talk(), hold, at).call
    expect(getNextDeadline(asked)).toBe(at + CONFIRM_TIMEOUT_MS)
    const due = transition(asked, { kind: 'tick' }, at + CONFIRM_TIMEOUT_MS)
    expect(due.effects).toEqual([{ kind: 'read-call', asOfRequest: asked.requestCount }])
    const participants = [
      { participant: customer, held: truly },
      { participant: agent, held: false },
    ]
    const found: CallEvent = { kind: 'call-read', reading: { participants, customerCall: 'live' } }
    const settled = transition(due.call, found, at + CONFIRM_TIMEOUT_MS + 50).call
    expect(holdOf(settled)).toEqual({ requested: truly, confirmed: truly })
    const told = settled.failure
    expect(told === null ? null : { command: told.command, code: told.code }).toEqual(failure)
  })

  it('clears the failure of the last time when it works', () => {
    const { call } = play(
      talk(),
      [
        hold,
        { kind: 'hold-failed', partyId: 'customer', hold: true, failure: 'unreachable' },
        hold,
        held,
      ],
      at,
    )
    expect(call.failure).toBeNull()
  })
})
