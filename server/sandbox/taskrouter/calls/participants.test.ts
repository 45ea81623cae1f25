import { describe, expect, it } from 'vitest'
import { createDesk } from '../testing/desk.ts'

/** Alice talks to the caller in the Task's Conference. */
function conferring() {
  const desk = createDesk()
  desk.worker('alice', { contact_uri: 'client:alice' })
  const { workflowSid } = desk.seed
  const created = desk.taskSide.createTask({ workflowSid, attributes: { call_sid: 'CA1' } })
  if (!created.ok) throw new Error(created.message)
  const { sid } = desk.reservation(created.taskSid)
  desk.changeReservation(sid, { Instruction: 'conference' })
  desk.voice.rings[0]?.onAnswered('CA2', 'CF1')
  return { desk, sid, taskSid: created.taskSid }
}

describe('supervise', () => {
  it.each([
    ['monitor', { Muted: 'true' }],
    ['whisper', { Coaching: 'true', CallSidToCoach: 'CA2' }],
    ['barge', {}],
  ])('rings a supervisor in to %s, whose leaving ends nothing', (SupervisorMode, options) => {
    const { desk, sid, taskSid } = conferring()
    const sue = desk.worker('sue', { contact_uri: 'client:sue' }, desk.seed.activities.Offline)
    desk.changeReservation(sid, { Instruction: 'supervise', Supervisor: sue.sid, SupervisorMode })
    expect(desk.voice.rings.at(-1)).toMatchObject({ conference: taskSid, to: 'client:sue' })
    expect(desk.voice.rings.at(-1)?.options).toEqual({
      EndConferenceOnExit: 'false',
      Muted: 'false',
      Beep: 'false',
      ...options,
    })
    expect(desk.reservation(taskSid)).toMatchObject({ sid, status: 'accepted' })
  })

  it.each([
    ['nobody to ring', { Supervisor: '' }],
    ['an unknown mode', { Supervisor: 'client:sue', SupervisorMode: 'shout' }],
  ])('is refused with %s', (_, params) => {
    const { desk, sid } = conferring()
    expect(() => desk.changeReservation(sid, { Instruction: 'supervise', ...params })).toThrow(
      expect.objectContaining({ status: 400 }),
    )
    expect(desk.voice.rings.length).toBe(1)
  })
})

describe('a Worker who leaves the Conference', () => {
  it('wraps up, and the Task with it', () => {
    const { desk, sid, taskSid } = conferring()
    desk.voice.endCall('CA2')
    expect(desk.reservation(taskSid)).toMatchObject({ sid, status: 'wrapping' })
    expect(desk.now(taskSid).status).toBe('wrapping')
    desk.voice.endConference(taskSid)
    expect(desk.types().filter((type) => type === 'reservation.wrapup')).toHaveLength(1)
  })
})
