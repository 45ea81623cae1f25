import { describe, expect, it } from 'vitest'
import { createBench } from '../testing/bench.ts'

/** Alice is asked for a queued caller's Task, and the assignment callback answers with this. */
async function instructed(instruction?: (activities: { Break: string }) => object) {
  const bench = createBench(() => ({
    status: instruction === undefined ? 204 : 200,
    body: JSON.stringify(instruction?.(bench.seed.activities) ?? {}),
  }))
  bench.changeWorkflow({ AssignmentCallbackUrl: 'http://app/assignment' })
  const worker = bench.worker('alice', { contact_uri: 'client:alice' })
  const { workflowSid } = bench.seed
  const attributes = { call_sid: 'CA1', from: '+15550009' }
  const created = bench.taskSide.createTask({ workflowSid, attributes })
  if (!created.ok) throw new Error(created.message)
  await bench.drained()
  const sid = created.taskSid
  const status = () => [bench.reservation(sid).status, bench.now(sid).status]
  return { bench, worker, sid, status }
}

describe('a dequeue instruction', () => {
  const dequeue = ({ Break }: { Break: string }) => ({
    instruction: 'dequeue',
    from: '+15550001',
    timeout: 15,
    post_work_activity_sid: Break,
    status_callback_url: 'http://app/status',
    status_callback_events: 'answered completed',
  })

  it('rings the Worker, accepts when both talk, and completes when they have', async () => {
    const { bench, worker, status } = await instructed(dequeue)
    const [ring] = bench.voice.workerRings
    expect(ring).toMatchObject({
      to: 'client:alice',
      from: '+15550001',
      answer: { talkTo: 'CA1' },
      options: {
        Timeout: '15',
        StatusCallback: 'http://app/status',
        StatusCallbackEvent: ['answered', 'completed'],
      },
    })
    expect(status()).toEqual(['pending', 'reserved'])
    ring?.onAnswered('CA2')
    expect(status()).toEqual(['accepted', 'assigned'])
    ring?.onEnded()
    expect(status()).toEqual(['completed', 'completed'])
    expect(bench.activity(worker.sid)).toBe('Break')
  })

  it('cancels the Reservation when the Worker does not answer', async () => {
    const { bench, sid } = await instructed(dequeue)
    bench.voice.workerRings[0]?.onFailed('no-answer')
    expect(bench.reservations(sid)[0]?.status).toBe('canceled')
  })

  it('is refused for a Task without a call', () => {
    const bench = createBench()
    bench.worker('alice', { contact_uri: 'client:alice' })
    const task = bench.task()
    const { sid } = bench.reservation(task.sid)
    expect(() => bench.changeReservation(sid, { Instruction: 'dequeue' })).toThrow('<Enqueue>')
  })
})

describe('a call instruction', () => {
  it('calls the Worker, and leaves the Reservation to the TwiML', async () => {
    const { bench, status } = await instructed(() => ({
      instruction: 'call',
      from: '+15550001',
      to: '+15550002',
      url: 'http://app/answered',
      timeout: 10,
    }))
    const [called] = bench.voice.workerRings
    expect(called).toMatchObject({
      to: '+15550002',
      from: '+15550001',
      answer: { twimlUrl: 'http://app/answered' },
      options: { Timeout: '10' },
    })
    called?.onAnswered('CA2')
    expect(status()).toEqual(['pending', 'reserved'])
  })

  it('accepts at once with CallAccept', async () => {
    const { bench, status } = await instructed(() => ({
      instruction: 'call',
      from: '+15550001',
      url: 'http://app/answered',
      accept: true,
    }))
    expect(bench.voice.workerRings[0]?.to).toBe('client:alice')
    expect(status()).toEqual(['accepted', 'assigned'])
  })
})

describe('a redirect instruction', () => {
  it.each([
    [true, ['accepted', 'assigned']],
    [false, ['pending', 'reserved']],
  ])('gives the caller other TwiML (accept %s)', async (accept, expected) => {
    const { bench, status } = await instructed(() => ({
      instruction: 'redirect',
      call_sid: 'CA1',
      url: 'http://app/voicemail',
      accept,
    }))
    expect(bench.voice.redirected).toEqual([{ callSid: 'CA1', url: 'http://app/voicemail' }])
    expect(status()).toEqual(expected)
  })
})

describe('a supervise instruction', () => {
  it.each([
    ['monitor', 'true'],
    ['barge', 'false'],
  ])('rings the supervisor into the Conference (%s)', async (SupervisorMode, Muted) => {
    const { bench, sid } = await instructed(() => ({ instruction: 'conference' }))
    bench.voice.rings[0]?.onAnswered('CA2', 'CF1')
    const boss = bench.worker('boss', { contact_uri: 'client:boss' }, bench.seed.activities.Offline)
    bench.changeReservation(bench.reservation(sid).sid, {
      Instruction: 'supervise',
      Supervisor: boss.sid,
      SupervisorMode,
    })
    expect(bench.voice.rings[1]).toMatchObject({
      conference: sid,
      to: 'client:boss',
      from: '+15550009',
      options: { Muted },
    })
  })

  it('needs a Conference', async () => {
    const { bench, sid } = await instructed()
    const params = { Instruction: 'supervise', Supervisor: 'client:boss' }
    expect(() => bench.changeReservation(bench.reservation(sid).sid, params)).toThrow(
      'no conference',
    )
  })
})

describe('an instruction over REST', () => {
  it.each([
    [{ Instruction: 'call', CallFrom: '+15550001' }, 'CallUrl'],
    [{ Instruction: 'call', CallUrl: 'http://app/' }, 'CallFrom'],
    [{ Instruction: 'redirect', RedirectCallSid: 'CA1' }, 'RedirectUrl'],
    [{ Instruction: 'dequeue', DequeuePostWorkActivitySid: 'WA404' }, 'DequeuePostWorkActivitySid'],
    [{ Instruction: 'dance' }, 'dance'],
  ])('says what is wrong with %j', async (params, message) => {
    const { bench, sid, status } = await instructed()
    expect(() => bench.changeReservation(bench.reservation(sid).sid, params)).toThrow(message)
    expect(status()).toEqual(['pending', 'reserved'])
  })

  it('does not accept for a caller who has hung up', async () => {
    const { bench, sid, status } = await instructed()
    bench.voice.hangUp('CA1')
    const params = {
      Instruction: 'redirect',
      RedirectCallSid: 'CA1',
      RedirectUrl: 'http://app/',
      RedirectAccept: 'true',
    }
    expect(() => bench.changeReservation(bench.reservation(sid).sid, params)).toThrow('in progress')
    expect(status()).toEqual(['pending', 'reserved'])
  })
})
