import { describe, expect, it } from 'vitest'
import { T0, anOutboundCall, dialling, play } from '../../testing/calls.ts'
import type { CallEvent, LegStatus } from '../model/call-event.ts'
import { getNextDeadline, transition } from './transition.ts'

const customerSays = (status: LegStatus): CallEvent => ({
  kind: 'leg-status',
  partyId: 'customer',
  callSid: 'CA-far',
  status,
})
const ref = { taskSid: 'WT2', reservationSid: 'WR2' }

describe('an outbound call', () => {
  it('rings the customer once the agent is in the Conference, and has its Task', () => {
    const { call, effects } = play(anOutboundCall(), [...dialling, customerSays('in-progress')])
    expect(call.phase.kind).toBe('active')
    expect(call.tasks).toMatchObject([
      { partyId: 'agent_call_2', ...ref, accepted: true, due: null },
    ])
    expect(effects).toEqual([
      { kind: 'create-task', partyId: 'agent_call_2', workerSid: 'WK1', handover: null },
      { kind: 'accept-reservation', ...ref },
      { kind: 'ring-customer', to: '+15005550143' },
      { kind: 'settle-recording', callSid: 'CA-far', unwanted: false, first: true },
    ])
  })

  it('is not answered by early media', () => {
    const early: CallEvent = {
      kind: 'participant-joined',
      participant: { label: 'customer', callSid: 'CA-far' },
      place: 1,
      conferenceSid: 'CF2',
    }
    const { call } = play(anOutboundCall(), [...dialling, early])
    expect(call.phase.kind).toBe('dialing')
  })

  it.each<[LegStatus, string, string]>([
    ['busy', 'busy', 'busy'],
    ['no-answer', 'no-answer', 'no-answer'],
    ['failed', 'failed', 'failed'],
    ['canceled', 'no-answer', 'no-answer'],
  ])('that is %s ends so, without after-call work', (status, reason, outcome) => {
    const { call, effects } = play(anOutboundCall(), [...dialling, customerSays(status)])
    expect(call.phase).toMatchObject({ kind: 'ended', reason })
    expect(effects).toContainEqual(
      expect.objectContaining({
        kind: 'write-history',
        entry: expect.objectContaining({ outcome }),
      }),
    )
    expect(effects).toContainEqual({ kind: 'complete-reservation', ...ref })
    expect(effects.map(({ kind }) => kind)).not.toContain('start-wrap-up')
  })

  it('given up while it rings stops the customer’s telephone', () => {
    const { call, effects } = play(anOutboundCall(), [
      ...dialling,
      { kind: 'hang-up-requested', by: null },
    ])
    expect(call.phase).toMatchObject({ kind: 'ended', reason: 'agent-hung-up' })
    expect(effects).toContainEqual({ kind: 'end-leg', callSid: 'CA-far' })
  })

  it('given up before Twilio named the customer’s leg stops it when it appears', () => {
    const events = [
      ...dialling.slice(0, -1),
      { kind: 'hang-up-requested', by: null } as const,
      dialling.at(-1)!,
    ]
    const { effects } = play(anOutboundCall(), events)
    expect(effects.at(-1)).toEqual({ kind: 'end-leg', callSid: 'CA-far' })
  })

  it('is not ended because the report of the answer was lost', () => {
    const { call } = play(anOutboundCall(), dialling)
    const tick = { kind: 'tick' } as const
    const looked = transition(call, tick, getNextDeadline(call) ?? 0)
    const due = (getNextDeadline(call) ?? 0) + 60_000
    const late = transition(call, tick, due)
    for (const { effects } of [looked, late]) {
      expect(effects).toEqual([{ kind: 'read-call', asOfRequest: 0 }])
    }
    const participants = [
      { participant: { label: 'agent_call_2', callSid: 'CA-agent' }, held: false },
    ]
    const says = (step: typeof late, customerCall: 'answered' | 'live') =>
      transition(
        step.call,
        { kind: 'call-read', reading: { participants, customerCall } },
        due + 50,
      )
    expect(says(looked, 'answered').call.phase.kind).toBe('active')
    expect(says(looked, 'live').call.phase.kind).toBe('dialing')
    expect(says(late, 'answered').call.phase.kind).toBe('active')
    expect(says(late, 'live').call.phase).toMatchObject({ kind: 'ended', reason: 'no-answer' })
  })

  it('fails when the Device never connects', () => {
    const call = anOutboundCall()
    expect(getNextDeadline(call)).toBe(T0 + 15_000)
    const step = transition(call, { kind: 'tick' }, T0 + 15_000)
    expect(step.call.phase).toMatchObject({ kind: 'ended', reason: 'failed' })
  })

  it('closes a Task that comes after its end', () => {
    const { effects } = play(anOutboundCall(), [
      dialling[0]!,
      { kind: 'hang-up-requested', by: null },
      ...dialling.slice(2, 4),
    ])
    expect(effects.slice(-2)).toEqual([
      { kind: 'accept-reservation', ...ref },
      { kind: 'complete-reservation', ...ref },
    ])
  })
})
