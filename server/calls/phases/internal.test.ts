import { describe, expect, it } from 'vitest'
import { T0, customer, agentReserved, play, talking } from '../../testing/calls.ts'
import {
  ADA,
  GRACE,
  aQueueCall,
  aTeammateCall,
  ringingGrace,
} from '../../testing/internal-calls.ts'
import type { CallEvent, LegStatus } from '../model/call-event.ts'
import { getAgentIdentities, callSchema } from '../model/call.ts'
import type { Call } from '../model/call.ts'
import { createCallSnapshot } from '../view/snapshot.ts'
import { getNextDeadline, transition } from './transition.ts'

const ada = { identity: ADA, name: 'Ada' }
const grace = { identity: GRACE, name: 'Grace' }

const graceSays = (status: LegStatus): CallEvent => ({
  kind: 'leg-status',
  partyId: 'customer',
  callSid: 'CA-grace',
  status,
})
const talkingToGrace = [...ringingGrace, graceSays('in-progress')]
const hangUp = (by: string): CallEvent => ({ kind: 'hang-up-requested', by })
const left = (callSid: string): CallEvent => ({
  kind: 'participant-left',
  participant: { label: null, callSid },
  place: 1,
  conferenceSid: 'CF2',
})

/** Each entry of the history as `who: outcome`. */
function history(effects: ReturnType<typeof play>['effects']): readonly string[] {
  return effects.flatMap((command) =>
    command.kind === 'write-history' ? `${command.entry.identity}: ${command.entry.outcome}` : [],
  )
}

function stateFor(viewer: typeof ada, call: Call, at = T0 + 20_000): string | null {
  return createCallSnapshot(call, viewer, at)?.state.kind ?? null
}

describe('a call to a teammate', () => {
  it('rings the desk, for less long than a telephone', () => {
    const { call, effects } = play(aTeammateCall(), ringingGrace)
    expect(effects).toContainEqual({
      kind: 'ring-customer',
      to: `client:${GRACE}`,
    })
    expect(call.phase).toMatchObject({ kind: 'dialing', rungAt: T0 + 9000 })
    expect(createCallSnapshot(call, grace, T0 + 20_000)?.state).toEqual({
      kind: 'ringing',
      since: new Date(T0 + 9000).toISOString(),
      deadline: new Date(T0 + 39_000).toISOString(),
    })
  })

  it('is shown to the teammate from the ring on, and counts both as busy from the beginning', () => {
    const placed = aTeammateCall()
    const rung = play(placed, ringingGrace).call
    const met = play(placed, talkingToGrace).call
    const over = play(met, [hangUp(ADA), left('CA-agent')], T0 + 15_000).call
    const all = [placed, rung, met, over]
    expect(all.map((call) => stateFor(ada, call))).toEqual([
      'dialing',
      'dialing',
      'active',
      'ended',
    ])
    expect(all.map((call) => stateFor(grace, call))).toEqual([null, 'ringing', 'active', 'ended'])
    expect(all.map((call) => getAgentIdentities(call).toSorted())).toEqual([
      [ADA, GRACE],
      [ADA, GRACE],
      [ADA, GRACE],
      [],
    ])
  })

  it('shows the teammate nothing of the caller’s own work', () => {
    const met = play(aTeammateCall(), [
      ...talkingToGrace,
      { kind: 'notes-written', notes: 'a secret' },
    ]).call
    expect(createCallSnapshot(met, ada, T0)?.notes).toBe('a secret')
    expect(createCallSnapshot(met, grace, T0)).toMatchObject({ notes: '', transfer: null })
  })

  it.each<[LegStatus, string, readonly string[]]>([
    ['busy', 'declined', [`${ADA}: declined`, `${GRACE}: declined`]],
    ['no-answer', 'no-answer', [`${ADA}: no-answer`, `${GRACE}: missed`]],
    ['failed', 'failed', [`${ADA}: failed`, `${GRACE}: missed`]],
  ])('whose leg says %s ends as %s', (status, reason, lines) => {
    const { call, effects } = play(aTeammateCall(), [...ringingGrace, graceSays(status)])
    expect(call.phase).toMatchObject({ kind: 'ended', reason })
    expect(history(effects).toSorted()).toEqual(lines)
    expect(stateFor(grace, call)).toBe('ended')
    expect(effects.map(({ kind }) => kind)).not.toContain('start-wrap-up')
  })

  it('can be declined by command, but not before the desk rings', () => {
    const placing = play(aTeammateCall(), [hangUp(GRACE)])
    expect(placing.call.phase.kind).toBe('placing')
    const joining = play(aTeammateCall(), [...ringingGrace.slice(0, 1), hangUp(GRACE)])
    expect(joining.call.phase.kind).toBe('joining')
    const { call, effects } = play(aTeammateCall(), [...ringingGrace, hangUp(GRACE)])
    expect(call.phase).toMatchObject({ kind: 'ended', reason: 'declined' })
    expect(effects).toContainEqual({ kind: 'end-leg', callSid: 'CA-grace' })
  })

  it('given up before the desk rings is not shown to the teammate', () => {
    const { call, effects } = play(aTeammateCall(), [...ringingGrace.slice(0, 1), hangUp(ADA)])
    expect(history(effects)).toEqual([`${ADA}: abandoned`])
    expect(stateFor(grace, call)).toBeNull()
  })

  it.each([
    ['the caller', ADA, 'CA-agent', 'agent-hung-up'],
    ['the teammate', GRACE, 'CA-grace', 'customer-hung-up'],
  ])('hung up by %s leaves nobody after-call work', (_, by, callSid, reason) => {
    const { call, effects } = play(aTeammateCall(), [
      ...talkingToGrace,
      { kind: 'task-reserved', partyId: 'customer', taskSid: 'WT3', reservationSid: 'WR3' },
      { kind: 'accept-succeeded', reservationSid: 'WR3' },
      hangUp(by),
      left(callSid),
    ])
    expect(call.phase).toMatchObject({ kind: 'ended', reason })
    expect(history(effects).toSorted()).toEqual([`${ADA}: answered`, `${GRACE}: answered`])
    expect(effects.map(({ kind }) => kind)).not.toContain('start-wrap-up')
    for (const ref of ['2', '3']) {
      const done = { taskSid: `WT${ref}`, reservationSid: `WR${ref}` }
      expect(effects).toContainEqual({ kind: 'complete-reservation', ...done })
    }
  })

  it('is not handed over', () => {
    const { call } = play(aTeammateCall(), talkingToGrace)
    const asked: CallEvent = {
      kind: 'transfer-requested',
      by: ADA,
      transfer: 'cold',
      to: { kind: 'queue', queueName: 'Sales' },
      reason: '',
    }
    expect(transition(call, asked, T0 + 20_000).call).toBe(call)
  })
})

describe('a call to a queue', () => {
  const connected: CallEvent = { kind: 'device-connected', callSid: 'CA-customer' }
  const met = [connected, ...talking]

  it('waits for the caller’s Device, then like any caller', () => {
    expect(getNextDeadline(aQueueCall())).toBe(T0 + 15_000)
    const { call, effects } = play(aQueueCall(), [connected, connected])
    expect(call).toMatchObject({
      direction: 'inbound',
      queueName: 'Support',
      customer: { callSid: 'CA-customer', identity: GRACE },
      phase: { kind: 'queued' },
    })
    expect(effects).toEqual([
      { kind: 'create-task', partyId: 'customer', workerSid: 'WK2', handover: null },
      { kind: 'create-queue-task', queuing: 1 },
    ])
    expect(callSchema.parse(JSON.parse(JSON.stringify(call)))).toEqual(call)
  })

  it('fails when the Device never connects', () => {
    const step = transition(aQueueCall(), { kind: 'tick' }, T0 + 15_000)
    expect(step.call.phase).toMatchObject({ kind: 'ended', reason: 'failed' })
    expect(history(step.effects)).toEqual([`${GRACE}: failed`])
    expect(stateFor(grace, step.call)).toBe('ended')
  })

  it('is dialing to the caller until an agent is there', () => {
    const calls = [[], [connected], [connected, agentReserved('WR1')], met]
    const states = calls.map((events) => stateFor(grace, play(aQueueCall(), events).call))
    expect(states).toEqual(['dialing', 'dialing', 'dialing', 'active'])
    const ringing = play(aQueueCall(), [connected, agentReserved('WR1')]).call
    expect(createCallSnapshot(ringing, ada, T0)).toMatchObject({
      direction: 'internal',
      state: { kind: 'ringing' },
      parties: [{ role: 'customer', name: 'Grace' }, { self: true }],
    })
  })

  it.each<[string, readonly CallEvent[], readonly string[]]>([
    ['before the Device is there', [], []],
    ['in the queue', [connected], ['CA-customer']],
    ['while a desk rings', [connected, ...talking.slice(0, 2)], ['CA-agent', 'CA-customer']],
  ])('given up %s is abandoned', (_, events, ends) => {
    const { call, effects } = play(aQueueCall(), [...events, hangUp(GRACE)])
    expect(call.phase).toMatchObject({ kind: 'ended', reason: 'customer-hung-up' })
    expect(history(effects)).toContain(`${GRACE}: abandoned`)
    expect(stateFor(grace, call)).toBe('ended')
    const legs = effects.flatMap((each) => (each.kind === 'end-leg' ? each.callSid : []))
    expect(legs).toEqual(ends)
    expect(call.tasks.filter(({ due }) => due === null)).toEqual([])
  })

  it('leaves after-call work to the agent that the queue chose', () => {
    const gone: CallEvent = {
      kind: 'participant-left',
      participant: customer,
      place: 1,
      conferenceSid: 'CF1',
    }
    const { call, effects } = play(aQueueCall(), [...met, gone])
    expect(call.phase).toMatchObject({ kind: 'ended', reason: 'customer-hung-up' })
    expect(history(effects).toSorted()).toEqual([`${ADA}: answered`, `${GRACE}: answered`])
    const work = effects.filter(({ kind }) => kind === 'start-wrap-up')
    expect(work).toMatchObject([{ identity: ADA }])
  })

  it('that goes on to another queue keeps the caller out of routing', () => {
    const asked: CallEvent = {
      kind: 'transfer-requested',
      by: ADA,
      transfer: 'cold',
      to: { kind: 'queue', queueName: 'Sales' },
      reason: '',
    }
    const { call, effects } = play(aQueueCall(), [
      ...met,
      asked,
      { kind: 'customer-placed', place: 3 },
    ])
    expect(call).toMatchObject({ queueName: 'Sales', phase: { kind: 'queued' } })
    expect(call.tasks.find(({ partyId }) => partyId === 'customer')?.due).toBeNull()
    expect(stateFor(grace, call)).toBe('dialing')
    const over = play(call, [{ kind: 'customer-left' }], T0 + 60_000)
    const entries = [...effects, ...over.effects].flatMap((each) =>
      each.kind === 'write-history' && each.entry.identity === GRACE ? each.entry : [],
    )
    expect(entries.map(({ outcome }) => outcome)).toEqual(['answered', 'abandoned'])
    expect(new Set(entries.map(({ entryId }) => entryId)).size).toBe(2)
  })
})
