import { describe, expect, it } from 'vitest'
import { createBench } from '../testing/bench.ts'

const CALLBACK = 'http://app/assignment'
const FALLBACK = 'http://app/fallback'

function deskThatAnswers(bodies: Readonly<Record<string, { status: number; body: string }>>) {
  const bench = createBench((request) => bodies[request.url] ?? { status: 204, body: '' })
  bench.changeWorkflow({
    AssignmentCallbackUrl: CALLBACK,
    FallbackAssignmentCallbackUrl: FALLBACK,
  })
  return bench
}

const ok = (instruction: object) => ({ status: 200, body: JSON.stringify(instruction) })

function ringing() {
  const bench = deskThatAnswers({
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
  const worker = bench.worker('alice', { contact_uri: 'client:alice' })
  const { workflowSid } = bench.seed
  const created = bench.taskSide.createTask({ workflowSid, attributes: { call_sid: 'CA1' } })
  if (!created.ok) throw new Error(created.message)
  return { bench, worker, sid: created.taskSid }
}

describe('the assignment callback', () => {
  it('tells what the document says', () => {
    const bench = deskThatAnswers({})
    const worker = bench.worker('alice', { contact_uri: 'client:alice' })
    const task = bench.task({ Attributes: '{"a":1}', Priority: 3 })
    expect(bench.requests).toEqual([
      {
        url: CALLBACK,
        timeoutMs: 5_000,
        params: expect.objectContaining({
          Timestamp: String(Math.floor(bench.clock.now() / 1000)),
          AccountSid: bench.account.accountSid,
          WorkspaceSid: bench.seed.workspaceSid,
          WorkflowSid: bench.seed.workflowSid,
          TaskQueueSid: bench.seed.queues.Support,
          WorkerSid: worker.sid,
          WorkerAttributes: '{"contact_uri":"client:alice"}',
          TaskSid: task.sid,
          TaskAttributes: '{"a":1}',
          TaskAge: '0',
          TaskPriority: '3',
          ReservationSid: bench.reservation(task.sid).sid,
        }),
      },
    ])
  })

  it('accepts', async () => {
    const bench = deskThatAnswers({ [CALLBACK]: ok({ instruction: 'accept' }) })
    bench.worker('alice')
    const task = bench.task()
    await bench.drained()
    expect(bench.now(task.sid).status).toBe('assigned')
  })

  it('rejects, and moves the Worker', async () => {
    const bench = createBench(() =>
      ok({ instruction: 'reject', activity_sid: bench.seed.activities.Break }),
    )
    bench.changeWorkflow({ AssignmentCallbackUrl: CALLBACK })
    const worker = bench.worker('alice')
    const task = bench.task()
    await bench.drained()
    expect(bench.activity(worker.sid)).toBe('Break')
    expect(bench.reservation(task.sid).status).toBe('rejected')
  })

  it('asks the fallback when the first does not answer', async () => {
    const bench = deskThatAnswers({
      [CALLBACK]: { status: 500, body: 'broken' },
      [FALLBACK]: ok({ instruction: 'accept' }),
    })
    bench.worker('alice')
    const task = bench.task()
    await bench.drained()
    expect(bench.now(task.sid).status).toBe('assigned')
    expect(bench.requests.map((each) => each.url)).toEqual([CALLBACK, FALLBACK])
    expect(bench.noted()).toEqual([11200])
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
    const bench = deskThatAnswers({ [CALLBACK]: answer })
    const worker = bench.worker('alice')
    const task = bench.task()
    await bench.drained()
    expect(bench.requests.length).toBe(1)
    expect(bench.noted()).toEqual(codes)
    expect(bench.reservation(task.sid).status).toBe('pending')
    expect(bench.activity(worker.sid)).toBe('Available')
  })
})

describe('a conference instruction', () => {
  it('rings the Worker, moves the caller, accepts, and wraps up when the Conference ends', async () => {
    const { bench, sid } = ringing()
    await bench.drained()
    expect(bench.voice.rings.length).toBe(1)
    const [ring] = bench.voice.rings
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
    expect(bench.voice.moved).toEqual([
      { callSid: 'CA1', conference: sid, options: { EndConferenceOnExit: 'true' } },
    ])
    expect(bench.now(sid).status).toBe('assigned')
    expect(JSON.parse(bench.now(sid).attributes)).toEqual({
      call_sid: 'CA1',
      conference: { sid: 'CF1', participants: { worker: 'CA2', customer: 'CA1' } },
    })
    bench.voice.endConference(sid)
    expect(bench.reservation(sid).status).toBe('wrapping')
    expect(bench.now(sid).status).toBe('wrapping')
  })

  it('stops the time-out while it rings, and cancels the Reservation when nobody answers', async () => {
    const { bench, worker, sid } = ringing()
    await bench.drained()
    expect(bench.voice.rings.length).toBe(1)
    const { sid: reservationSid } = bench.reservation(sid)
    bench.clock.advance(600_000)
    expect(bench.reservation(sid)).toMatchObject({ sid: reservationSid, status: 'pending' })
    bench.changeWorker(worker.sid, { ActivitySid: bench.seed.activities.Break })
    bench.voice.rings[0]?.onFailed('no-answer')
    expect(bench.reservation(sid)).toMatchObject({ sid: reservationSid, status: 'canceled' })
    expect(bench.now(sid).status).toBe('pending')
  })

  it('stops ringing when the caller hangs up', async () => {
    const { bench, sid } = ringing()
    await bench.drained()
    expect(bench.voice.rings.length).toBe(1)
    bench.taskSide.callerLeftQueue(sid, 'hangup')
    expect(bench.voice.rings[0]?.canceled).toBe(true)
    expect(bench.now(sid).status).toBe('canceled')
    bench.voice.rings[0]?.onAnswered('CA2', 'CF1')
    expect(bench.voice.moved).toEqual([])
  })

  it('cancels the Reservation when the caller has hung up at the answer', async () => {
    const { bench, worker, sid } = ringing()
    await bench.drained()
    expect(bench.voice.rings.length).toBe(1)
    bench.voice.hangUp('CA1')
    bench.changeWorker(worker.sid, { ActivitySid: bench.seed.activities.Break })
    bench.voice.rings[0]?.onAnswered('CA2', 'CF1')
    expect(bench.voice.removed).toEqual([{ conference: sid, callSid: 'CA2' }])
    expect(bench.noted()).toEqual([40144])
    expect(bench.reservation(sid).status).toBe('canceled')
  })
})
