import pino from 'pino'
import { expect, it } from 'vitest'
import { aCaller, talking, T0 } from '../../testing/calls.ts'
import { fakeClock } from '../../testing/fake-clock.ts'
import { until } from '../../testing/until.ts'
import { createCallWorker } from './call-worker.ts'
import type { CallWorker } from './call-worker.ts'

interface Watched {
  readonly worker: CallWorker
  /** What was done, in its order: effects that were carried out, and phases that the agents were told. */
  readonly did: string[]
}

/** A call in which Twilio takes as long as it is given. */
async function talkingWorker(twilio: () => Promise<unknown>): Promise<Watched> {
  const did: string[] = []
  const worker = createCallWorker(
    {
      clock: fakeClock(T0),
      log: pino({ level: 'silent' }),
      store: { save: async () => undefined, isWritten: () => true },
      async run(_, { kind }) {
        if (kind === 'end-conversation' || kind === 'set-hold') await twilio()
        did.push(kind)
        return null
      },
      onChange: (_, { phase }) => did.push(phase.kind),
      onMissedCallback: () => undefined,
      forget: () => undefined,
    },
    aCaller(),
  )
  await worker.begin()
  for (const event of talking) await worker.dispatch(event)
  await until('all is told', () => did.at(-1) !== 'connecting')
  did.length = 0
  return { worker, did }
}

const gone = { kind: 'customer-left' } as const

it('has after-call work written down before the agents are told that the call is over', async () => {
  const { worker, did } = await talkingWorker(async () => undefined)
  await worker.dispatch(gone)
  expect(did.indexOf('start-wrap-up')).toBeGreaterThanOrEqual(0)
  expect(did.indexOf('start-wrap-up')).toBeLessThan(did.indexOf('ended'))
})

it('asks Twilio before the screens are told', async () => {
  const asked: string[] = []
  const { worker, did } = await talkingWorker(async () => asked.push(did.join()))
  await worker.dispatch({ kind: 'hold-requested', partyId: 'customer', hold: true })
  expect(asked).toEqual([''])
  expect(did).toContain('active')
})

it('starts after-call work while Twilio keeps an earlier request waiting', async () => {
  const { worker, did } = await talkingWorker(() => new Promise(() => undefined))
  await worker.dispatch({ kind: 'hold-requested', partyId: 'customer', hold: true })
  await worker.dispatch(gone)
  expect(did).toContain('start-wrap-up')
  expect(did).not.toContain('set-hold')
})

it('forgets a call that is over when Twilio has taken everything and its end is on the disk', async () => {
  const clock = fakeClock(T0)
  const forgotten: string[] = []
  let isWritten = false
  let isTaken = false
  const worker = createCallWorker(
    {
      clock,
      log: pino({ level: 'silent' }),
      store: { save: async () => undefined, isWritten: () => isWritten },
      async run(_, { kind }) {
        return kind === 'cancel-task' && !isTaken ? { kind: 'postponed', retryAfterMs: null } : null
      },
      onChange: () => undefined,
      onMissedCallback: () => undefined,
      forget: (callId) => forgotten.push(callId),
    },
    aCaller(),
  )
  await worker.begin()
  await worker.dispatch(gone)
  await worker.dispatch({ kind: 'task-found', taskSid: 'WT1', status: 'pending' })
  const pass = async () => {
    for (let n = 0; n < 25; n++) {
      clock.advance(10_000)
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  await pass()
  isWritten = true
  await pass()
  expect(forgotten).toEqual([])
  isTaken = true
  isWritten = false
  await pass()
  expect(forgotten).toEqual([])
  isWritten = true
  await pass()
  expect(forgotten).toEqual([aCaller().callId])
  await worker.close()
})

it('looks at a call with requests that were not put off before', async () => {
  const tries: number[] = []
  const run = async (_: unknown, { kind }: { readonly kind: string }, tried: number) => {
    if (kind.startsWith('read-')) tries.push(tried)
    return null
  }
  const recording = {
    recordingSid: 'RE1',
    callSid: 'CA-customer',
    state: 'on',
    pending: null,
    since: T0,
    requestNumber: 0,
    deadline: null,
    resumeAt: null,
    settling: false,
  } as const
  const worker = createCallWorker(
    {
      clock: fakeClock(T0),
      log: pino({ level: 'silent' }),
      store: { save: async () => undefined, isWritten: () => true },
      run,
      onChange: () => undefined,
      onMissedCallback: () => undefined,
      forget: () => undefined,
    },
    { ...aCaller(), recording },
  )
  worker.read()
  await until('both are read', () => tries.length === 2)
  expect(tries).toEqual([0, 0])
})
