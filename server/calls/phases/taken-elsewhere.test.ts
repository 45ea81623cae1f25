import { describe, expect, it } from 'vitest'
import { aCaller, answering, play, ringing } from '../../testing/calls.ts'
import type { CallEvent } from '../model/call-event.ts'

const ref = { taskSid: 'WT1', reservationSid: 'WR1' }
const taken: CallEvent = { kind: 'reservation-accepted-elsewhere', ...ref }
const declined: CallEvent = { kind: 'hang-up-requested', by: null }

const queuedAgain = { kind: 'create-queue-task', queuing: 2 }
const completed = { kind: 'complete-reservation', ...ref }
const legEnds = { kind: 'end-leg', callSid: 'CA-agent' }

/** What the last event makes of the call. */
function last(...events: readonly CallEvent[]) {
  const before = play(aCaller(), events.slice(0, -1))
  const { call, effects } = play(before.call, events.slice(-1))
  const told = effects.filter(({ kind }) => kind !== 'write-history')
  return { phase: call.phase.kind, queuings: call.queuings, told }
}

describe('a Reservation that somebody else accepts', () => {
  it('while the desk rings gives the caller another Task in the queue', () => {
    expect(last(...ringing, taken)).toEqual({
      phase: 'queued',
      queuings: 2,
      told: [legEnds, completed, queuedAgain],
    })
  })

  it('after the desk has declined does so, too', () => {
    const { told, queuings } = last(...ringing, declined, taken)
    expect({ told, queuings }).toEqual({ told: [completed, queuedAgain], queuings: 2 })
  })

  it('is only completed when the caller was queued again since', () => {
    expect(last(...ringing, taken, taken).told).toEqual([completed])
  })

  it('changes nothing once the server has accepted it', () => {
    const { phase, told } = last(...answering, taken)
    expect({ phase, told }).toEqual({ phase: 'active', told: [] })
  })

  it('changes nothing when it is not of this call', () => {
    const other: CallEvent = { ...taken, reservationSid: 'WR9' }
    expect(last(...ringing, other).told).toEqual([])
    expect(last(other).told).toEqual([])
  })
})
