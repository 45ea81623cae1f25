import { describe, expect, it } from 'vitest'
import { createBench } from '../testing/bench.ts'

/** Alice talks to the caller in the Task's Conference. */
function conferring() {
  const bench = createBench()
  bench.worker('alice', { contact_uri: 'client:alice' })
  const { workflowSid } = bench.seed
  const created = bench.taskSide.createTask({ workflowSid, attributes: { call_sid: 'CA1' } })
  if (!created.ok) throw new Error(created.message)
  const { sid } = bench.reservation(created.taskSid)
  bench.changeReservation(sid, { Instruction: 'conference' })
  bench.voice.rings[0]?.onAnswered('CA2', 'CF1')
  return { bench, sid, taskSid: created.taskSid }
}

describe('supervise', () => {
  it.each([
    ['monitor', { Muted: 'true' }],
    ['whisper', { Coaching: 'true', CallSidToCoach: 'CA2' }],
    ['barge', {}],
  ])('rings a supervisor in to %s, whose leaving ends nothing', (SupervisorMode, options) => {
    const { bench, sid, taskSid } = conferring()
    const sue = bench.worker('sue', { contact_uri: 'client:sue' }, bench.seed.activities.Offline)
    bench.changeReservation(sid, { Instruction: 'supervise', Supervisor: sue.sid, SupervisorMode })
    expect(bench.voice.rings.at(-1)).toMatchObject({ conference: taskSid, to: 'client:sue' })
    expect(bench.voice.rings.at(-1)?.options).toEqual({
      EndConferenceOnExit: 'false',
      Muted: 'false',
      Beep: 'false',
      ...options,
    })
    expect(bench.reservation(taskSid)).toMatchObject({ sid, status: 'accepted' })
  })

  it.each([
    ['nobody to ring', { Supervisor: '' }],
    ['an unknown mode', { Supervisor: 'client:sue', SupervisorMode: 'shout' }],
  ])('is refused with %s', (_, params) => {
    const { bench, sid } = conferring()
    expect(() => bench.changeReservation(sid, { Instruction: 'supervise', ...params })).toThrow(
      expect.objectContaining({ status: 400 }),
    )
    expect(bench.voice.rings.length).toBe(1)
  })
})

describe('a Worker who leaves the Conference', () => {
  it('wraps up, and the Task with it', () => {
    const { bench, sid, taskSid } = conferring()
    bench.voice.endCall('CA2')
    expect(bench.reservation(taskSid)).toMatchObject({ sid, status: 'wrapping' })
    expect(bench.now(taskSid).status).toBe('wrapping')
    bench.voice.endConference(taskSid)
    expect(bench.types().filter((type) => type === 'reservation.wrapup')).toHaveLength(1)
  })
})
