import { describe, expect, it } from 'vitest'
import { T0, aCaller, aReservation, play, ringing } from '../../testing/calls.ts'
import type { CallEvent } from '../model/call-event.ts'
import { callSchema } from '../model/call.ts'
import type { Call } from '../model/call.ts'
import { createCallSnapshot } from '../view/snapshot.ts'
import { getNextDeadline, transition } from './transition.ts'

const ada = { identity: 'tenant_main_user_ada', name: 'Ada' }
const declines: CallEvent = {
  kind: 'leg-status',
  partyId: 'agent_WR1',
  callSid: 'CA-agent',
  status: 'busy',
}
const declinedAt = T0 + 7000
const restOver = declinedAt + 5000

/** TaskRouter chooses an agent at that time, for 30 s of which the desk rings 20. */
function chosen(at: number, over: Partial<ReturnType<typeof aReservation>> = {}): CallEvent {
  const times = { since: at, deadline: at + 20_000, reservedUntil: at + 30_000 }
  const reservation = { ...aReservation('WR2'), ...times, ...over }
  return { kind: 'agent-reserved', reservation, waitedSeconds: 8, queueName: 'Support' }
}

/** The agent has declined, and is chosen again half a second later. */
function resting(over: Partial<ReturnType<typeof aReservation>> = {}) {
  const { call } = play(aCaller(), [...ringing, declines])
  return transition(call, chosen(declinedAt + 500, over), declinedAt + 500)
}

function isShown(call: Call, at: number): boolean {
  return createCallSnapshot(call, ada, at) !== null
}

describe('a call that was declined and comes back at once, because nobody else is free', () => {
  it('rings when five seconds have passed, for as long as any other', () => {
    const { call, effects } = resting()
    expect(effects).toEqual([])
    expect(isShown(call, declinedAt + 600)).toBe(false)
    expect(getNextDeadline(call)).toBe(restOver)
    expect(transition(call, { kind: 'tick' }, restOver - 1)).toEqual({ call, effects: [] })
    const rings = transition(call, { kind: 'tick' }, restOver)
    expect(rings.effects).toEqual([
      { kind: 'ring-agent', leg: aReservation('WR2').leg, timeoutSeconds: 20 },
    ])
    expect(isShown(rings.call, restOver)).toBe(true)
    expect(rings.call).toMatchObject({
      waitedSeconds: 13,
      phase: { reservation: { since: restOver, deadline: restOver + 20_000 } },
    })
  })

  it('rings other agents at once', () => {
    const other = { ...aReservation('WR2', 'tenant_main_user_grace').leg, workerSid: 'WK2' }
    expect(resting({ leg: other }).effects).toMatchObject([{ kind: 'ring-agent', leg: other }])
  })

  it('rings at once when the five seconds are over', () => {
    const { call } = play(aCaller(), [...ringing, declines])
    expect(transition(call, chosen(restOver), restOver).effects).toHaveLength(1)
  })

  it('rings in time where TaskRouter leaves little of it', () => {
    const at = declinedAt + 500
    const { call } = resting({ deadline: at + 6000, reservedUntil: at + 6000 })
    expect(getNextDeadline(call)).toBe(at + 3000)
    const rings = transition(call, { kind: 'tick' }, at + 3000)
    expect(rings.effects).toMatchObject([{ kind: 'ring-agent', timeoutSeconds: 3 }])
  })

  it('rests also when another agent declined it in between', () => {
    const grace = { ...aReservation('WR2', 'tenant_main_user_grace').leg, workerSid: 'WK2' }
    const both = play(
      resting({ leg: grace }).call,
      [
        {
          kind: 'ring-created',
          partyId: grace.partyId,
          callSid: 'CA-2',
          place: 1,
          conferenceSid: 'CF1',
        },
        { kind: 'leg-status', partyId: grace.partyId, callSid: 'CA-2', status: 'busy' },
      ],
      declinedAt + 600,
    ).call
    const again = chosen(declinedAt + 2000, { reservationSid: 'WR3' })
    expect(getNextDeadline(transition(both, again, declinedAt + 2000).call)).toBe(restOver)
  })

  it('keeps its rest on the disk', () => {
    const { call } = resting()
    const loaded = callSchema.parse(JSON.parse(JSON.stringify(call)))
    expect(getNextDeadline(loaded)).toBe(restOver)
  })

  it('waits as call waiting in the same way', () => {
    const { call, effects } = resting({ callWaiting: true })
    expect([effects, isShown(call, declinedAt + 600)]).toEqual([[], false])
    const shown = transition(call, { kind: 'tick' }, restOver)
    expect([shown.effects, isShown(shown.call, restOver)]).toEqual([[], true])
  })

  it('is not missed by that agent when the caller hangs up', () => {
    const gone = transition(resting().call, { kind: 'customer-left' }, declinedAt + 900)
    expect(gone.call.phase.kind).toBe('ended')
    const written = gone.effects.filter(({ kind }) => kind === 'write-history')
    expect(JSON.stringify(written)).not.toMatch(/missed|declined/)
  })

  it.each<[string, CallEvent]>([
    ['signs out', { kind: 'agent-access-ended', by: ada.identity }],
    ['calls somebody, or is away', { kind: 'rest-interrupted' }],
    ['gets back what TaskRouter ended', { kind: 'reservation-over', reservationSid: 'WR2' }],
  ])('goes back to the queue when the agent %s', (_, event) => {
    const { call, effects } = transition(resting().call, event, declinedAt + 900)
    expect(call.phase.kind).toBe('queued')
    expect(effects).toEqual([
      {
        kind: 'reject-reservation',
        taskSid: 'WT1',
        reservationSid: 'WR2',
        workerSid: 'WK1',
        because: 'not-rung',
      },
    ])
  })

  it('does not end a ring that has begun', () => {
    const { call } = play(aCaller(), [...ringing])
    expect(transition(call, { kind: 'rest-interrupted' }, T0).call).toBe(call)
  })
})
