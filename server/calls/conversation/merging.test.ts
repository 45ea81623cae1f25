import { beforeEach, describe, expect, it } from 'vitest'
import { ADA, TwoCalls, onHold, partyIn } from '../../testing/second-calls.ts'
import type { CallEffect } from '../model/call-effect.ts'
import type { CallEvent } from '../model/call-event.ts'
import { getNextDeadline, transition } from '../phases/transition.ts'

let calls: TwoCalls
beforeEach(() => {
  calls = new TwoCalls()
})

const kinds = (effects: readonly CallEffect[]) => effects.map(({ kind }) => kind)
const far = { label: 'customer', callSid: 'CA-far' }
const leftOther: CallEvent = {
  kind: 'participant-left',
  participant: far,
  place: 1,
  conferenceSid: 'CF2',
}
const farGone: CallEvent = { kind: 'customer-left' }
const agentOfOther = { label: 'agent_call_2', callSid: 'CA-agent' }
const agentLeftOther: CallEvent = {
  kind: 'participant-left',
  participant: agentOfOther,
  place: 1,
  conferenceSid: 'CF2',
}
const here = (label: string, callSid: string) => ({ participant: { label, callSid }, held: false })
const moved = (failure: 'refused' | 'unreachable'): CallEvent => ({
  kind: 'party-move-failed',
  partyId: 'party_m',
  failure,
})
const aside = (): void => {
  calls.take('into', { kind: 'set-aside-requested', by: ADA })
}

describe('merging two calls', () => {
  it('moves the customer over, resumes the first one, and ends the other as transferred', () => {
    aside()
    expect(kinds(calls.merge())).toContain('move-party')
    expect(calls.effects).toContainEqual({
      kind: 'move-party',
      callSid: 'CA-far',
      partyId: 'party_m',
    })
    expect(partyIn(calls.into, 'party_m')).toMatchObject({
      role: 'external',
      joinedHow: 'merged',
      number: '+15005550143',
      status: { kind: 'ringing' },
    })
    calls.take('other', leftOther)
    expect(calls.isActive('other')).toBe(true)
    const done = calls.arrives()
    expect(partyIn(calls.into, 'party_m').status.kind).toBe('connected')
    expect(onHold(calls.into)).toEqual([])
    expect(calls.other.phase).toMatchObject({ kind: 'ended', reason: 'transferred' })
    expect(done).toContainEqual(
      expect.objectContaining({ kind: 'start-wrap-up', reason: 'transferred' }),
    )
    const ends = done.flatMap((each) => (each.kind === 'end-conversation' ? each.legs : []))
    expect(ends).toEqual(['CA-agent'])
    expect(kinds(done)).not.toContain('end-leg')
  })

  it('leaves the customer’s leg alone when late reports of it reach the call that ended', () => {
    calls.merge()
    calls.arrives()
    const late: readonly CallEvent[] = [
      { kind: 'participant-joined', participant: far, place: 1, conferenceSid: 'CF2' },
      { kind: 'leg-status', partyId: 'customer', callSid: 'CA-far', status: 'in-progress' },
      { kind: 'hang-up-failed', failure: 'unreachable' },
    ]
    expect(kinds(calls.take('other', ...late))).toEqual([])
    const found = { participants: [here('customer', 'CA-far')], customerCall: 'live' } as const
    expect(kinds(calls.readsBack('other', found))).toEqual([])
  })

  it.each<[string, CallEvent]>([
    ['refused because the customer is gone', moved('refused')],
    ['ended on the way', statusOf('completed')],
  ])('%s leaves both calls, and says so', (_, event) => {
    aside()
    calls.merge()
    const effects = calls.take('into', event)
    expect(partyIn(calls.into, 'party_m').status.kind).toBe('left')
    expect(calls.into.failure).toBeNull()
    expect(onHold(calls.into)).toEqual(['customer'])
    expect(calls.other.failure).toMatchObject({ command: 'merge', code: 'failed' })
    expect(kinds(effects)).toContain('read-call')
    const found = {
      participants: [here('agent_call_2', 'CA-agent')],
      customerCall: 'gone',
    } as const
    calls.readsBack('other', found)
    expect(calls.other.phase).toMatchObject({ kind: 'ended', reason: 'customer-hung-up' })
  })

  it('not answered, is asked of Twilio; not there after all, the two talk on', () => {
    calls.merge()
    expect(kinds(calls.take('into', moved('unreachable')))).toEqual(['read-call'])
    const only = [here('customer', 'CA-customer'), here('agent_WR1', 'CA-agent')]
    calls.readsBack('into', { participants: only, customerCall: 'live' })
    expect(partyIn(calls.into, 'party_m').status).toMatchObject({ because: 'failed' })
    const both = [here('customer', 'CA-far'), here('agent_call_2', 'CA-agent')]
    calls.readsBack('other', { participants: both, customerCall: 'live' })
    expect(calls.other.phase).toMatchObject({ kind: 'active', operation: { kind: 'none' } })
    expect(calls.other.failure).toMatchObject({ command: 'merge' })
    expect(getNextDeadline(calls.other)).toBeNull()
  })

  it('not reported, is found at its deadline', () => {
    calls.merge()
    const before = [here('customer', 'CA-customer'), here('agent_WR1', 'CA-agent')]
    calls.readsBack('into', { participants: before, customerCall: 'live' })
    expect(partyIn(calls.into, 'party_m').status.kind).toBe('ringing')
    expect(kinds(calls.due('into'))).toEqual(['read-call'])
    const all = [...before, here('party_m', 'CA-far')]
    calls.readsBack('into', { participants: all, customerCall: 'live' })
    expect(partyIn(calls.into, 'party_m').status.kind).toBe('connected')
    expect(calls.isActive('other')).toBe(false)
  })

  it.each([
    ['and is not gone', 'live', 'active'],
    ['unless their call is over', 'gone', 'ended'],
  ] as const)(
    'on the way the customer is not seen where they were, %s',
    (_, customerCall, kind) => {
      calls.merge()
      const participants = [here('agent_call_2', 'CA-agent')]
      calls.readsBack('other', { participants, customerCall })
      expect(calls.other.phase.kind).toBe(kind)
    },
  )

  it('takes a customer who arrives after the timeout', () => {
    calls.merge()
    calls.take('into', moved('refused'))
    expect(kinds(calls.arrives())).toEqual(['read-call'])
    expect(partyIn(calls.into, 'party_m').status.kind).toBe('connected')
  })

  it('is requested again until the other call has reported the result', () => {
    calls.connected = false
    calls.merge()
    expect(kinds(calls.due('other'))).toEqual(['request-adoption'])
    calls.connected = true
    expect(kinds(calls.due('other'))).toContain('move-party')
    calls.connected = false
    calls.arrives()
    expect(calls.isActive('other')).toBe(true)
    calls.connected = true
    expect(kinds(calls.due('other'))).toContain('report-merge')
    expect(calls.other.phase).toMatchObject({ kind: 'ended', reason: 'transferred' })
  })

  it('into a call that has ended fails', () => {
    calls.take('into', farGone)
    expect(calls.isActive('into')).toBe(false)
    calls.merge()
    expect(calls.other.failure).toMatchObject({ command: 'merge' })
  })

  it('is not begun with others in the call, nor during a transfer', () => {
    const who = { partyId: 'party_1', number: '+15005550107', identity: null, workerSid: null }
    calls.take('other', { kind: 'add-requested', invitee: { ...who, name: null } })
    const before = calls.other
    calls.merge()
    expect(calls.other).toEqual(before)
  })
})

describe('who hangs up while two calls are merged', () => {
  it('the customer on the way: their call is over, and the other goes on', () => {
    calls.merge()
    calls.take('other', leftOther, farGone)
    expect(calls.other.phase).toMatchObject({ kind: 'ended', reason: 'customer-hung-up' })
    calls.due('into')
    const only = [here('customer', 'CA-customer'), here('agent_WR1', 'CA-agent')]
    calls.readsBack('into', { participants: only, customerCall: 'live' })
    expect(partyIn(calls.into, 'party_m').status.kind).toBe('left')
    expect(calls.isActive('into')).toBe(true)
  })

  it('the first customer: the agent waits for the one who is on the way', () => {
    calls.merge()
    calls.take('into', farGone)
    expect(calls.isActive('into')).toBe(true)
    calls.arrives()
    expect(calls.isActive('into')).toBe(true)
    expect(calls.other.phase.kind).toBe('ended')
    const who = { label: 'party_m', callSid: 'CA-far' }
    calls.take('into', {
      kind: 'participant-left',
      participant: who,
      place: 1,
      conferenceSid: 'CF1',
    })
    expect(calls.into.phase.kind).toBe('ended')
  })

  it('the first customer, and the other never comes: that call goes on', () => {
    calls.merge()
    calls.take('into', farGone, moved('refused'))
    expect(calls.into.phase).toMatchObject({ kind: 'ended', reason: 'customer-hung-up' })
    expect(calls.other.phase).toMatchObject({ kind: 'active', operation: { kind: 'none' } })
  })

  const agentLeft: CallEvent = {
    kind: 'participant-left',
    participant: { label: 'agent_WR1', callSid: 'CA-agent' },
    place: 1,
    conferenceSid: 'CF1',
  }

  it('the agent’s leg of the first call is lost: the two customers are not ended with it', () => {
    calls.merge()
    calls.take('into', agentLeft)
    expect(calls.isActive('into')).toBe(true)
    calls.arrives()
    expect(calls.isActive('into')).toBe(true)
    expect(calls.other.phase).toMatchObject({ kind: 'ended', reason: 'transferred' })
  })

  it('the agent’s leg of the first call is lost, and the other customer never comes', () => {
    calls.merge()
    calls.take('into', agentLeft, moved('refused'))
    expect(calls.into.phase.kind).toBe('queued')
    expect(calls.other.phase).toMatchObject({ kind: 'active', operation: { kind: 'none' } })
  })

  it('everybody of the first call: the customer on the way goes on in their own', () => {
    calls.merge()
    const effects = calls.take('into', agentLeft, farGone)
    expect(kinds(effects)).not.toContain('end-leg')
    expect(effects.flatMap((each) => ('legs' in each ? each.legs : []))).toEqual([])
    // Their leg may come into the Conference that is over.
    expect(kinds(calls.arrives())).toEqual([])
    expect(calls.other.failure).toMatchObject({ command: 'merge' })
    // Their own call looks for them, and leads them to where they wait.
    const there = { participants: [], customerCall: 'answered' } as const
    expect(kinds(calls.readsBack('other', there))).toContain('place-customer')
  })

  it('the agent’s leg of the other call is lost: that one still ends as transferred', () => {
    calls.merge()
    calls.take('other', agentLeftOther)
    expect(calls.isActive('other')).toBe(true)
    expect(onHold(calls.other)).toEqual([])
    calls.arrives()
    expect(calls.other.phase).toMatchObject({ kind: 'ended', reason: 'transferred' })
  })

  it('the agent’s leg of the other call is lost, and the merger fails: its customer waits', () => {
    calls.merge()
    calls.take('other', agentLeftOther)
    calls.take('into', moved('refused'))
    expect(calls.other.phase).toMatchObject({ kind: 'queued', placed: false })
    expect(calls.other.handover).toMatchObject({ kind: 'left', fromIdentity: ADA })
  })

  it('the agent by command: not the call that ends by itself, but the merged one for all', () => {
    calls.merge()
    expect(calls.take('other', { kind: 'hang-up-requested', by: ADA })).toEqual([])
    const ended = calls.take('into', { kind: 'hang-up-requested', by: ADA })
    expect(ended).toMatchObject([{ kind: 'end-conversation', legs: expect.arrayContaining([]) }])
    expect(ended.flatMap((each) => ('legs' in each ? each.legs : []))).toContain('CA-far')
  })
})

it('does not hold a customer who is on the way elsewhere', () => {
  calls.merge()
  const before = calls.other
  const hold: CallEvent = { kind: 'hold-requested', partyId: 'customer', hold: true }
  expect(transition(before, hold, calls.now).call).toBe(before)
  expect(transition(before, { kind: 'set-aside-requested', by: ADA }, calls.now).call).toBe(before)
})

function statusOf(status: 'completed'): CallEvent {
  return { kind: 'leg-status', partyId: 'party_m', callSid: 'CA-far', status }
}
