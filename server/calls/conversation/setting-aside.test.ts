import { describe, expect, it } from 'vitest'
import { T0, aCaller, agent, customer, play, talking } from '../../testing/calls.ts'
import { ADA, onHold, partyIn } from '../../testing/second-calls.ts'
import type { CallEvent } from '../model/call-event.ts'
import { callSchema } from '../model/call.ts'
import { CONFIRM_TIMEOUT_MS, isConfirmed } from '../model/confirmable.ts'
import { getNextDeadline, transition } from '../phases/transition.ts'

const at = T0 + 60_000
const setAside: CallEvent = { kind: 'set-aside-requested', by: ADA }
const resume: CallEvent = { kind: 'resume-requested', by: ADA }
const nobody = { identity: null, workerSid: null, name: null }
const expert = { label: 'party_1', callSid: 'CA-expert' }
const added: readonly CallEvent[] = [
  { kind: 'add-requested', invitee: { partyId: 'party_1', number: '+15005550107', ...nobody } },
  {
    kind: 'ring-created',
    partyId: 'party_1',
    callSid: 'CA-expert',
    place: 1,
    conferenceSid: 'CF1',
  },
]
const answers: CallEvent = {
  kind: 'leg-status',
  partyId: 'party_1',
  callSid: 'CA-expert',
  status: 'in-progress',
}
const hold = (partyId: string, held: boolean): CallEvent => ({
  kind: 'hold-requested',
  partyId,
  hold: held,
})
const isHeld = (who: typeof customer, held: boolean): CallEvent => ({
  kind: 'hold-changed',
  participant: who,
  held,
})
const talk = (...events: readonly CallEvent[]) => play(aCaller(), [...talking, ...events]).call

describe('setting a call aside', () => {
  it('puts everybody but the agent on hold, and resuming releases them', () => {
    const aside = play(talk(...added, answers), [setAside, setAside], at)
    expect(onHold(aside.call)).toEqual(['customer', 'party_1'])
    expect(aside.effects.map(({ kind }) => kind)).toEqual(['set-hold', 'set-hold'])
    const proved = play(aside.call, [isHeld(customer, true), isHeld(expert, true)], at + 5000).call
    expect(isConfirmed(partyIn(proved, 'customer').hold, true)).toBe(true)
    expect(callSchema.parse(JSON.parse(JSON.stringify(proved)))).toEqual(proved)
    const back = play(proved, [resume, resume], at + 10_000)
    expect(onHold(back.call)).toEqual([])
    expect(back.effects.map(({ kind }) => kind)).toEqual(['set-hold', 'set-hold'])
  })

  it('leaves a third party on hold that the agent had put there, but releases the customer', () => {
    const events = [
      ...added,
      answers,
      hold('party_1', true),
      isHeld(expert, true),
      hold('customer', true),
      isHeld(customer, true),
    ]
    const { call, effects } = play(talk(...events), [setAside, resume], at)
    expect(onHold(call)).toEqual(['party_1'])
    expect(effects).toMatchObject([{ kind: 'set-hold', partyId: 'customer', hold: false }])
  })

  it('holds who comes later', () => {
    const { call, effects } = play(talk(...added), [setAside, answers], at)
    expect(onHold(call)).toEqual(['customer', 'party_1'])
    expect(effects).toMatchObject([{ partyId: 'customer' }, { partyId: 'party_1', hold: true }])
  })

  it('shows a failure, and retries until it is confirmed', () => {
    const refused: CallEvent = {
      kind: 'hold-failed',
      partyId: 'customer',
      hold: true,
      failure: 'refused',
    }
    const aside = transition(talk(), setAside, at).call
    const failed = transition(aside, refused, at + 100).call
    expect(failed.failure).toMatchObject({ command: 'hold', code: 'refused' })
    expect(onHold(failed)).toEqual([])
    expect(getNextDeadline(failed)).toBe(at + 100 + CONFIRM_TIMEOUT_MS)
    const again = transition(failed, { kind: 'tick' }, at + 100 + CONFIRM_TIMEOUT_MS)
    expect(onHold(again.call)).toEqual(['customer'])
    const proved = transition(again.call, isHeld(customer, true), at + 5000).call
    expect(proved.failure).toBeNull()
  })

  it('does not repeat a hold that the agent has ended', () => {
    const aside = [
      setAside,
      isHeld(customer, true),
      hold('customer', false),
      isHeld(customer, false),
    ]
    const { call } = play(talk(), aside, at)
    expect(onHold(call)).toEqual([])
    expect(onHold(transition(call, setAside, at + 9000).call)).toEqual(['customer'])
  })

  it('is over when the agent has left: the others talk', () => {
    const aside = play(talk(...added, answers), [
      setAside,
      isHeld(customer, true),
      isHeld(expert, true),
    ])
    const left: CallEvent = {
      kind: 'participant-left',
      participant: agent,
      place: 1,
      conferenceSid: 'CF1',
    }
    const { call } = play(aside.call, [{ kind: 'leave-requested', by: ADA }, left], at)
    expect(call.phase).toMatchObject({ kind: 'active', setAside: null })
    expect(onHold(call)).toEqual([])
  })

  it('cannot be requested by an invitee', () => {
    const call = talk(...added, answers)
    expect(
      transition(call, { kind: 'set-aside-requested', by: 'tenant_main_user_grace' }, at).call,
    ).toBe(call)
    expect(transition(call, resume, at).effects).toEqual([])
  })
})

describe('a transfer and a call that is set aside', () => {
  const to = { partyId: 'party_1', number: '+15005550107', ...nobody }
  const asked = (transfer: 'cold' | 'warm'): CallEvent => ({
    kind: 'transfer-requested',
    by: ADA,
    transfer,
    to: { kind: 'party', invitee: to },
    reason: '',
  })

  it('do not mix: the transfer decides who is on hold until it is over', () => {
    const call = talk(asked('warm'))
    expect(transition(call, setAside, at).call).toBe(call)
    expect(transition(call, resume, at).call).toBe(call)
    const aside = talk(setAside)
    expect(transition(aside, asked('warm'), at).call).toBe(aside)
  })

  it('cold, out of a call that is set aside, leaves the two of them talking', () => {
    const { call } = play(
      talk(setAside, isHeld(customer, true)),
      [
        asked('cold'),
        {
          kind: 'ring-created',
          partyId: 'party_1',
          callSid: 'CA-expert',
          place: 1,
          conferenceSid: 'CF1',
        },
        answers,
        isHeld(customer, false),
        { kind: 'participant-left', participant: agent, place: 1, conferenceSid: 'CF1' },
      ],
      at,
    )
    expect(call.phase).toMatchObject({
      kind: 'active',
      setAside: null,
      operation: { kind: 'none' },
    })
    expect(onHold(call)).toEqual([])
    expect(partyIn(call, 'party_1').status.kind).toBe('connected')
  })

  it('cold and cancelled, leaves the call set aside', () => {
    const { call } = play(
      talk(setAside, isHeld(customer, true)),
      [asked('cold'), { kind: 'transfer-step-requested', step: 'cancel' }],
      at,
    )
    const over: CallEvent = { kind: 'ring-failed', partyId: 'party_1', failure: 'refused' }
    const back = transition(call, over, at + 5000).call
    expect(back.phase).toMatchObject({ kind: 'active', operation: { kind: 'none' } })
    expect(onHold(back)).toEqual(['customer'])
    expect(onHold(transition(back, resume, at + 6000).call)).toEqual([])
  })
})
