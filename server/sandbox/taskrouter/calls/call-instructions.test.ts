import { describe, expect, it } from 'vitest'
import { createBench } from '../testing/bench.ts'

const URL_OF_TWIML = 'http://application/twiml'

/** A caller waits, and Alice's Reservation is pending. */
function offered() {
  const bench = createBench()
  const alice = bench.worker('alice', { contact_uri: 'client:alice' })
  const { workflowSid } = bench.seed
  const attributes = { call_sid: 'CA1', from: '+15550001' }
  const created = bench.taskSide.createTask({ workflowSid, attributes })
  if (!created.ok) throw new Error(created.message)
  const instruct = (params: Record<string, unknown>) =>
    bench.changeReservation(bench.reservation(created.taskSid).sid, params)
  return { bench, alice, taskSid: created.taskSid, instruct }
}

describe('dequeue', () => {
  it('accepts when they talk; the Task and the Worker’s Activity follow their talk', () => {
    const { bench, alice, taskSid, instruct } = offered()
    instruct({
      Instruction: 'dequeue',
      DequeueFrom: '+15550009',
      DequeueTimeout: '20',
      DequeuePostWorkActivitySid: bench.seed.activities.Break,
      DequeueStatusCallbackUrl: 'http://application/status',
      DequeueStatusCallbackEvent: ['answered'],
    })
    const [ring] = bench.voice.workerRings
    expect(ring).toMatchObject({
      to: 'client:alice',
      from: '+15550009',
      answer: { talkTo: 'CA1' },
      options: {
        Timeout: '20',
        StatusCallback: 'http://application/status',
        StatusCallbackEvent: ['answered'],
      },
    })
    bench.clock.advance(600_000)
    expect(bench.reservation(taskSid).status).toBe('pending')
    ring?.onAnswered('CA2')
    expect(bench.reservation(taskSid)).toMatchObject({ status: 'accepted', callSid: 'CA2' })
    ring?.onEnded()
    expect(bench.now(taskSid).status).toBe('completed')
    expect(bench.activity(alice.sid)).toBe('Break')
  })

  it('cancels the Reservation when nobody can be reached', () => {
    const { bench, alice, taskSid, instruct } = offered()
    instruct({ Instruction: 'dequeue' })
    const { sid } = bench.reservation(taskSid)
    bench.changeWorker(alice.sid, { ActivitySid: bench.seed.activities.Break })
    bench.voice.workerRings[0]?.onFailed('failed')
    expect(bench.reservation(taskSid)).toMatchObject({ sid, status: 'canceled' })
    expect(bench.now(taskSid).status).toBe('pending')
    expect(bench.noted()).toEqual([40133])
  })

  it('stops ringing when the caller hangs up', () => {
    const { bench, taskSid, instruct } = offered()
    instruct({ Instruction: 'dequeue' })
    bench.taskSide.callerLeftQueue(taskSid, 'hangup')
    expect(bench.voice.workerRings[0]?.canceled).toBe(true)
    bench.voice.workerRings[0]?.onAnswered('CA2')
    expect(bench.reservation(taskSid).status).toBe('canceled')
  })
})

describe('call', () => {
  it('executes the URL, and accepts when it is set to', () => {
    const { bench, taskSid, instruct } = offered()
    instruct({
      Instruction: 'call',
      CallFrom: '+15550009',
      CallUrl: URL_OF_TWIML,
      CallAccept: 'true',
      CallTo: '+15550002',
    })
    const [ring] = bench.voice.workerRings
    expect(ring).toMatchObject({ to: '+15550002', answer: { twimlUrl: URL_OF_TWIML } })
    ring?.onAnswered('CA2')
    ring?.onEnded()
    expect(bench.reservation(taskSid).status).toBe('accepted')
  })

  it('leaves the Reservation pending otherwise, and its time-out starts again', () => {
    const { bench, taskSid, instruct } = offered()
    instruct({ Instruction: 'call', CallFrom: '+15550009', CallUrl: URL_OF_TWIML })
    const { sid } = bench.reservation(taskSid)
    bench.clock.advance(600_000)
    bench.voice.workerRings[0]?.onAnswered('CA2')
    expect(bench.reservation(taskSid)).toMatchObject({ sid, status: 'pending' })
    bench.clock.advance(120_000)
    expect(bench.store.reservations.get(sid)?.status).toBe('timeout')
  })
})

describe('redirect', () => {
  it('sends the caller away; accepted before, the Task goes on', () => {
    const { bench, taskSid, instruct } = offered()
    instruct({
      Instruction: 'redirect',
      RedirectUrl: URL_OF_TWIML,
      RedirectCallSid: 'CA1',
      RedirectAccept: 'true',
    })
    expect(bench.voice.redirected).toEqual([{ callSid: 'CA1', url: URL_OF_TWIML }])
    expect(bench.reservation(taskSid).status).toBe('accepted')
    bench.taskSide.callerLeftQueue(taskSid, 'redirected')
    expect(bench.now(taskSid).status).toBe('assigned')
  })

  it('names the call that is to go', () => {
    const { bench, instruct } = offered()
    instruct({ Instruction: 'redirect', RedirectUrl: URL_OF_TWIML, RedirectCallSid: 'CA7' })
    expect(bench.voice.redirected).toEqual([{ callSid: 'CA7', url: URL_OF_TWIML }])
  })
})

describe('what cannot be carried out', () => {
  it.each([
    ['without a URL', { Instruction: 'call' }, 40112],
    ['to a wrong URL', { Instruction: 'redirect', RedirectUrl: 'nowhere' }, 40120],
    ['without a call', { Instruction: 'redirect', RedirectUrl: URL_OF_TWIML }, 40121],
    ['with a wrong Activity', { Instruction: 'dequeue', DequeuePostWorkActivitySid: 'WA4' }, 40130],
    ['that nobody knows', { Instruction: 'dance' }, 40151],
    ['to supervise what is not accepted', { Instruction: 'supervise' }, 20001],
  ])('is refused: %s', (_, params, code) => {
    const { bench, taskSid, instruct } = offered()
    expect(() => instruct(params)).toThrow(expect.objectContaining({ status: 400, code }))
    expect(bench.reservation(taskSid).status).toBe('pending')
    expect(bench.voice.workerRings).toEqual([])
  })

  it('is refused while somebody is being rung', () => {
    const { instruct } = offered()
    instruct({ Instruction: 'dequeue' })
    expect(() =>
      instruct({ Instruction: 'call', CallFrom: '+15550009', CallUrl: URL_OF_TWIML }),
    ).toThrow(/being set up/)
  })
})
