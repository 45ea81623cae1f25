import { describe, expect, it } from 'vitest'
import { createDesk } from '../testing/desk.ts'

const URL_OF_TWIML = 'http://application/twiml'

/** A caller waits, and Alice's Reservation is pending. */
function offered() {
  const desk = createDesk()
  const alice = desk.worker('alice', { contact_uri: 'client:alice' })
  const { workflowSid } = desk.seed
  const attributes = { call_sid: 'CA1', from: '+15550001' }
  const created = desk.taskSide.createTask({ workflowSid, attributes })
  if (!created.ok) throw new Error(created.message)
  const instruct = (params: Record<string, unknown>) =>
    desk.changeReservation(desk.reservation(created.taskSid).sid, params)
  return { desk, alice, taskSid: created.taskSid, instruct }
}

describe('dequeue', () => {
  it('accepts when they talk; the Task and the Worker’s Activity follow their talk', () => {
    const { desk, alice, taskSid, instruct } = offered()
    instruct({
      Instruction: 'dequeue',
      DequeueFrom: '+15550009',
      DequeueTimeout: '20',
      DequeuePostWorkActivitySid: desk.seed.activities.Break,
      DequeueStatusCallbackUrl: 'http://application/status',
      DequeueStatusCallbackEvent: ['answered'],
    })
    const [ring] = desk.voice.workerRings
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
    desk.clock.advance(600_000)
    expect(desk.reservation(taskSid).status).toBe('pending')
    ring?.onAnswered('CA2')
    expect(desk.reservation(taskSid)).toMatchObject({ status: 'accepted', callSid: 'CA2' })
    ring?.onEnded()
    expect(desk.now(taskSid).status).toBe('completed')
    expect(desk.activity(alice.sid)).toBe('Break')
  })

  it('cancels the Reservation when nobody can be reached', () => {
    const { desk, alice, taskSid, instruct } = offered()
    instruct({ Instruction: 'dequeue' })
    const { sid } = desk.reservation(taskSid)
    desk.changeWorker(alice.sid, { ActivitySid: desk.seed.activities.Break })
    desk.voice.workerRings[0]?.onFailed('failed')
    expect(desk.reservation(taskSid)).toMatchObject({ sid, status: 'canceled' })
    expect(desk.now(taskSid).status).toBe('pending')
    expect(desk.noted()).toEqual([40133])
  })

  it('stops ringing when the caller hangs up', () => {
    const { desk, taskSid, instruct } = offered()
    instruct({ Instruction: 'dequeue' })
    desk.taskSide.callerLeftQueue(taskSid, 'hangup')
    expect(desk.voice.workerRings[0]?.canceled).toBe(true)
    desk.voice.workerRings[0]?.onAnswered('CA2')
    expect(desk.reservation(taskSid).status).toBe('canceled')
  })
})

describe('call', () => {
  it('executes the URL, and accepts when it is told to', () => {
    const { desk, taskSid, instruct } = offered()
    instruct({
      Instruction: 'call',
      CallFrom: '+15550009',
      CallUrl: URL_OF_TWIML,
      CallAccept: 'true',
      CallTo: '+15550002',
    })
    const [ring] = desk.voice.workerRings
    expect(ring).toMatchObject({ to: '+15550002', answer: { twimlUrl: URL_OF_TWIML } })
    ring?.onAnswered('CA2')
    ring?.onEnded()
    expect(desk.reservation(taskSid).status).toBe('accepted')
  })

  it('leaves the Reservation pending otherwise, and its time-out runs anew', () => {
    const { desk, taskSid, instruct } = offered()
    instruct({ Instruction: 'call', CallFrom: '+15550009', CallUrl: URL_OF_TWIML })
    const { sid } = desk.reservation(taskSid)
    desk.clock.advance(600_000)
    desk.voice.workerRings[0]?.onAnswered('CA2')
    expect(desk.reservation(taskSid)).toMatchObject({ sid, status: 'pending' })
    desk.clock.advance(120_000)
    expect(desk.store.reservations.get(sid)?.status).toBe('timeout')
  })
})

describe('redirect', () => {
  it('sends the caller away; accepted before, the Task goes on', () => {
    const { desk, taskSid, instruct } = offered()
    instruct({
      Instruction: 'redirect',
      RedirectUrl: URL_OF_TWIML,
      RedirectCallSid: 'CA1',
      RedirectAccept: 'true',
    })
    expect(desk.voice.redirected).toEqual([{ callSid: 'CA1', url: URL_OF_TWIML }])
    expect(desk.reservation(taskSid).status).toBe('accepted')
    desk.taskSide.callerLeftQueue(taskSid, 'redirected')
    expect(desk.now(taskSid).status).toBe('assigned')
  })

  it('names the call that is to go', () => {
    const { desk, instruct } = offered()
    instruct({ Instruction: 'redirect', RedirectUrl: URL_OF_TWIML, RedirectCallSid: 'CA7' })
    expect(desk.voice.redirected).toEqual([{ callSid: 'CA7', url: URL_OF_TWIML }])
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
    const { desk, taskSid, instruct } = offered()
    expect(() => instruct(params)).toThrow(expect.objectContaining({ status: 400, code }))
    expect(desk.reservation(taskSid).status).toBe('pending')
    expect(desk.voice.workerRings).toEqual([])
  })

  it('is refused while somebody is being rung', () => {
    const { instruct } = offered()
    instruct({ Instruction: 'dequeue' })
    expect(() =>
      instruct({ Instruction: 'call', CallFrom: '+15550009', CallUrl: URL_OF_TWIML }),
    ).toThrow(/being set up/)
  })
})
