import { describe, expect, it } from 'vitest'
import { createDesk } from '../testing/desk.ts'

const CALLBACK = 'http://app/assignment'
const FALLBACK = 'http://app/fallback'

function deskThatAnswers(bodies: Readonly<Record<string, { status: number; body: string }>>) {
  const desk = createDesk((request) => bodies[request.url] ?? { status: 204, body: '' })
  desk.changeWorkflow({
    AssignmentCallbackUrl: CALLBACK,
    FallbackAssignmentCallbackUrl: FALLBACK,
  })
  return desk
}

const ok = (instruction: object) => ({ status: 200, body: JSON.stringify(instruction) })

function ringing() {
  const desk = deskThatAnswers({
    [CALLBACK]: ok({
      instruction: 'conference',
      from: '+15550001',
      timeout: 20,
      end_conference_on_exit: true,
      end_conference_on_customer_exit: true,
      status_callback_events: 'answered completed',
      post_work_activity_sid: '',
    }),
  })
  const worker = desk.worker('alice', { contact_uri: 'client:alice' })
  const { workflowSid } = desk.seed
  const created = desk.taskSide.createTask({ workflowSid, attributes: { call_sid: 'CA1' } })
  if (!created.ok) throw new Error(created.message)
  return { desk, worker, sid: created.taskSid }
}

describe('the assignment callback', () => {
  it('tells what the document says', () => {
    const desk = deskThatAnswers({})
    const worker = desk.worker('alice', { contact_uri: 'client:alice' })
    const task = desk.task({ Attributes: '{"a":1}', Priority: 3 })
    expect(desk.requests).toEqual([
      {
        url: CALLBACK,
        timeoutMs: 5_000,
        params: expect.objectContaining({
          Timestamp: String(Math.floor(desk.clock.now() / 1000)),
          AccountSid: desk.account.accountSid,
          WorkspaceSid: desk.seed.workspaceSid,
          WorkflowSid: desk.seed.workflowSid,
          TaskQueueSid: desk.seed.queues.Support,
          WorkerSid: worker.sid,
          WorkerAttributes: '{"contact_uri":"client:alice"}',
          TaskSid: task.sid,
          TaskAttributes: '{"a":1}',
          TaskAge: '0',
          TaskPriority: '3',
          ReservationSid: desk.reservation(task.sid).sid,
        }),
      },
    ])
  })

  it('accepts', async () => {
    const desk = deskThatAnswers({ [CALLBACK]: ok({ instruction: 'accept' }) })
    desk.worker('alice')
    const task = desk.task()
    await desk.drained()
    expect(desk.now(task.sid).status).toBe('assigned')
  })

  it('rejects, and moves the Worker', async () => {
    const desk = createDesk(() =>
      ok({ instruction: 'reject', activity_sid: desk.seed.activities.Break }),
    )
    desk.changeWorkflow({ AssignmentCallbackUrl: CALLBACK })
    const worker = desk.worker('alice')
    const task = desk.task()
    await desk.drained()
    expect(desk.activity(worker.sid)).toBe('Break')
    expect(desk.reservation(task.sid).status).toBe('rejected')
  })

  it('asks the fallback when the first does not answer', async () => {
    const desk = deskThatAnswers({
      [CALLBACK]: { status: 500, body: 'broken' },
      [FALLBACK]: ok({ instruction: 'accept' }),
    })
    desk.worker('alice')
    const task = desk.task()
    await desk.drained()
    expect(desk.now(task.sid).status).toBe('assigned')
    expect(desk.requests.map((each) => each.url)).toEqual([CALLBACK, FALLBACK])
    expect(desk.noted()).toEqual([11200])
  })

  it.each([
    ['an empty answer', { status: 200, body: '' }, []],
    ['an empty object', { status: 200, body: '{}' }, []],
    ['no content', { status: 204, body: '' }, []],
    ['text', { status: 200, body: 'hello' }, [40001]],
    ['something else', ok({ hello: 1 }), [40005]],
    ['an unknown instruction', ok({ instruction: 'dance' }), [40151]],
    ['a wrong activity', ok({ instruction: 'reject', activity_sid: 'WA404' }), [40100]],
    ['a conference without a call', ok({ instruction: 'conference', to: 'client:alice' }), [40142]],
    ['a dequeue without a call', ok({ instruction: 'dequeue', to: 'client:alice' }), [40140]],
    ['a call without a URL', ok({ instruction: 'call', to: 'client:alice' }), [40112]],
  ])('does nothing for %s, and says so in the debugger', async (_, answer, codes) => {
    const desk = deskThatAnswers({ [CALLBACK]: answer })
    const worker = desk.worker('alice')
    const task = desk.task()
    await desk.drained()
    expect(desk.requests.length).toBe(1)
    expect(desk.noted()).toEqual(codes)
    expect(desk.reservation(task.sid).status).toBe('pending')
    expect(desk.activity(worker.sid)).toBe('Available')
  })
})

describe('a conference instruction', () => {
  it('rings the Worker, moves the caller, accepts, and wraps up when the Conference ends', async () => {
    const { desk, sid } = ringing()
    await desk.drained()
    expect(desk.voice.rings.length).toBe(1)
    const [ring] = desk.voice.rings
    expect(ring).toMatchObject({
      conference: sid,
      to: 'client:alice',
      from: '+15550001',
      options: {
        Timeout: '20',
        EndConferenceOnExit: 'true',
        StatusCallbackEvent: ['answered', 'completed'],
      },
    })
    ring?.onAnswered('CA2', 'CF1')
    expect(desk.voice.moved).toEqual([
      { callSid: 'CA1', conference: sid, options: { EndConferenceOnExit: 'true' } },
    ])
    expect(desk.now(sid).status).toBe('assigned')
    expect(JSON.parse(desk.now(sid).attributes)).toEqual({
      call_sid: 'CA1',
      conference: { sid: 'CF1', participants: { worker: 'CA2', customer: 'CA1' } },
    })
    desk.voice.endConference(sid)
    expect(desk.reservation(sid).status).toBe('wrapping')
    expect(desk.now(sid).status).toBe('wrapping')
  })

  it('stops the time-out while it rings, and cancels the Reservation when nobody answers', async () => {
    const { desk, worker, sid } = ringing()
    await desk.drained()
    expect(desk.voice.rings.length).toBe(1)
    const { sid: reservationSid } = desk.reservation(sid)
    desk.clock.advance(600_000)
    expect(desk.reservation(sid)).toMatchObject({ sid: reservationSid, status: 'pending' })
    desk.changeWorker(worker.sid, { ActivitySid: desk.seed.activities.Break })
    desk.voice.rings[0]?.onFailed('no-answer')
    expect(desk.reservation(sid)).toMatchObject({ sid: reservationSid, status: 'canceled' })
    expect(desk.now(sid).status).toBe('pending')
  })

  it('stops ringing when the caller hangs up', async () => {
    const { desk, sid } = ringing()
    await desk.drained()
    expect(desk.voice.rings.length).toBe(1)
    desk.taskSide.callerLeftQueue(sid, 'hangup')
    expect(desk.voice.rings[0]?.canceled).toBe(true)
    expect(desk.now(sid).status).toBe('canceled')
    desk.voice.rings[0]?.onAnswered('CA2', 'CF1')
    expect(desk.voice.moved).toEqual([])
  })

  it('cancels the Reservation when the caller is gone at the answer', async () => {
    const { desk, worker, sid } = ringing()
    await desk.drained()
    expect(desk.voice.rings.length).toBe(1)
    desk.voice.hangUp('CA1')
    desk.changeWorker(worker.sid, { ActivitySid: desk.seed.activities.Break })
    desk.voice.rings[0]?.onAnswered('CA2', 'CF1')
    expect(desk.voice.removed).toEqual([{ conference: sid, callSid: 'CA2' }])
    expect(desk.noted()).toEqual([40144])
    expect(desk.reservation(sid).status).toBe('canceled')
  })
})
