import { describe, expect, it } from 'vitest'
import { T0, aCaller, customer, play, talking } from '../../testing/calls.ts'
import type { CallEvent } from '../model/call-event.ts'
import { transition } from '../phases/transition.ts'

const talk = () => play(aCaller(), talking).call
const at = T0 + 60_000
const ref = { taskSid: 'WT1', reservationSid: 'WR1' }

describe('the end of a conversation', () => {
  const ended = {
    kind: 'conference-ended',
    place: 1,
    conferenceSid: 'CF1',
    byCallSid: null,
  } as const

  it('is not proved by the end of the Conference: Twilio is asked where everybody is', () => {
    for (const byCallSid of [null, 'CA-customer', 'CA-agent']) {
      const step = transition(talk(), { ...ended, byCallSid }, at)
      expect(step.call.phase.kind).toBe('active')
      expect(step.effects).toEqual([{ kind: 'read-call', asOfRequest: 0 }])
    }
  })

  it('by the customer begins after-call work', () => {
    const step = transition(talk(), { kind: 'customer-left' }, at)
    expect(step.call.phase).toMatchObject({ kind: 'ended', reason: 'customer-hung-up' })
    expect(step.effects).toMatchObject([
      { kind: 'write-history', entry: { outcome: 'answered' } },
      { kind: 'start-wrap-up', reason: 'customer-hung-up' },
      { kind: 'end-conversation', conferenceSid: 'CF1' },
      { kind: 'wrap-reservation', ...ref },
    ])
  })

  it('by the agent’s command is proved by what Twilio reports, in whatever order', () => {
    const asked = transition(talk(), { kind: 'hang-up-requested', by: null }, at)
    expect(asked.call.phase.kind).toBe('active')
    expect(asked.effects).toEqual([
      {
        kind: 'end-conversation',
        customerCallSid: 'CA-customer',
        conferenceSid: 'CF1',
        legs: ['CA-customer', 'CA-agent'],
      },
    ])
    const left: CallEvent = {
      kind: 'participant-left',
      participant: customer,
      place: 1,
      conferenceSid: 'CF1',
    }
    const { call, effects } = play(asked.call, [left, ended, { kind: 'customer-left' }], at)
    expect(call.phase).toMatchObject({ kind: 'ended', reason: 'agent-hung-up' })
    expect(effects.filter(({ kind }) => kind === 'start-wrap-up')).toHaveLength(1)
  })

  it('that Twilio did not carry out leaves the call, and says so', () => {
    const { call } = play(
      talk(),
      [
        { kind: 'hang-up-requested', by: null },
        { kind: 'hang-up-failed', failure: 'unreachable' },
      ],
      at,
    )
    expect(call.phase).toMatchObject({ kind: 'active', closing: null })
    expect(call.failure).toMatchObject({ command: 'hang-up', code: 'unreachable' })
  })

  it('is found by the reading back when every report was lost', () => {
    const found: CallEvent = {
      kind: 'call-read',
      reading: { participants: [], customerCall: 'gone' },
    }
    expect(transition(talk(), found, at).call.phase.kind).toBe('ended')
  })
})
