import { describe, expect, it } from 'vitest'
import { T0, aCaller, agent, customer, play, talking } from '../../testing/calls.ts'
import type { CallEvent } from '../model/call-event.ts'
import { findRejoiningParty, createRejoinLabel } from './rejoining.ts'
import { transition } from '../phases/transition.ts'

const at = T0 + 60_000
const talk = () => play(aCaller(), talking).call
const identity = 'tenant_main_user_ada'
const again: CallEvent = { kind: 'device-rejoined', by: identity, callSid: 'CA-new' }

describe('a desk that comes back', () => {
  it('takes the place of its old leg, whose end is nobody’s end', () => {
    const step = transition(talk(), again, at)
    expect(step.effects).toMatchObject([{ kind: 'end-leg', callSid: agent.callSid }])
    const { call } = play(
      step.call,
      [
        { kind: 'participant-left', participant: agent, place: 1, conferenceSid: 'CF1' },
        {
          kind: 'leg-status',
          partyId: agent.label ?? '',
          callSid: agent.callSid,
          status: 'completed',
        },
        {
          kind: 'participant-joined',
          participant: { label: 'x', callSid: 'CA-new' },
          place: 1,
          conferenceSid: 'CF1',
        },
      ],
      at,
    )
    expect(call.phase.kind).toBe('active')
    const own = findRejoiningParty(call, identity)
    expect(own?.callSid).toBe('CA-new')
    expect(own === null ? null : createRejoinLabel(own)).toBe(`${agent.label}_1`)
    // The new leg counts as the old one did.
    const over = transition(
      call,
      {
        kind: 'participant-left',
        participant: { label: null, callSid: 'CA-new' },
        place: 1,
        conferenceSid: 'CF1',
      },
      at,
    )
    expect(over.call.phase).toMatchObject({ kind: 'returning', leg: { identity } })
    expect(customer.callSid).not.toBe('CA-new')
  })

  it('is there once, however often Twilio asks', () => {
    const first = transition(talk(), again, at).call
    const second = transition(first, again, at)
    expect(second.call).toBe(first)
    expect(second.effects).toEqual([])
  })

  it('finds no way into a call that is not its own, or that is ending', () => {
    expect(findRejoiningParty(talk(), 'tenant_main_user_grace')).toBeNull()
    const ending = transition(talk(), { kind: 'hang-up-requested', by: null }, at).call
    expect(findRejoiningParty(ending, identity)).toBeNull()
  })
})
