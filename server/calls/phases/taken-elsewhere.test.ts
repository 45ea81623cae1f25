import { describe, expect, it } from 'vitest'
import { aCaller, answering, agentReserved, play, ringing } from '../../testing/calls.ts'
import type { CallEvent } from '../model/call-event.ts'

const ref = { taskSid: 'WT1', reservationSid: 'WR1' }
const seen: CallEvent = { kind: 'queue-task-seen', queuing: 1, taskSid: 'WT1' }
const taken: CallEvent = { kind: 'reservation-accepted-elsewhere', ...ref }
const gone: CallEvent = { kind: 'dequeued-elsewhere', queuing: 1 }
const declined: CallEvent = { kind: 'hang-up-requested', by: null }

const queuedAgain = {
  kind: 'requeue-caller',
  callSid: 'CA-customer',
  queueName: 'Support',
  handover: null,
}
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
  it('while the desk rings gives the caller a new place in the queue', () => {
    expect(last(seen, ...ringing, taken)).toEqual({
      phase: 'queued',
      queuings: 2,
      told: [legEnds, queuedAgain, completed],
    })
  })

  it('after the desk has declined does so, too', () => {
    const { told, queuings } = last(seen, ...ringing, declined, taken)
    expect({ told, queuings }).toEqual({ told: [queuedAgain, completed], queuings: 2 })
  })

  it('is only completed when the caller was queued again since', () => {
    expect(last(seen, ...ringing, taken, taken).told).toEqual([completed])
  })

  it('changes nothing once the server has accepted it', () => {
    const { phase, told } = last(seen, ...answering, taken)
    expect({ phase, told }).toEqual({ phase: 'connecting', told: [] })
  })

  it('changes nothing when it is not of this call', () => {
    const other: CallEvent = { ...taken, reservationSid: 'WR9' }
    expect(last(seen, ...ringing, other).told).toEqual([])
    expect(last(seen, other).told).toEqual([])
  })
})

describe('a caller who is taken out of the queue by somebody else', () => {
  it('is put there again, rung for or not', () => {
    expect(last(gone).told).toEqual([{ ...queuedAgain, queueName: null }])
    expect(last(...ringing, gone)).toMatchObject({ phase: 'queued', told: [legEnds, queuedAgain] })
  })

  it('is not when that is the echo of our own request, or when we move them ourselves', () => {
    expect(last(agentReserved('WR1'), gone, gone).told).toEqual([])
    expect(last(...answering, gone).told).toEqual([])
  })
})
