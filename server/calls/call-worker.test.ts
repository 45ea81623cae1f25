import pino from 'pino'
import { expect, it } from 'vitest'
import { aCaller, talking, T0 } from '../testing/calls.ts'
import { fakeClock } from '../testing/fake-clock.ts'
import { until } from '../testing/until.ts'
import { createCallWorker } from './call-worker.ts'
import type { CallWorker } from './call-worker.ts'

interface Watched {
  readonly worker: CallWorker
  /** What was done, in its order: commands that were carried out, and phases that the agents were told. */
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
      changed: (_, { phase }) => did.push(phase.kind),
      missed: () => undefined,
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

const gone = { kind: 'customer-gone' } as const

it('has after-call work written down before the agents are told that the call is over', async () => {
  const { worker, did } = await talkingWorker(async () => undefined)
  await worker.dispatch(gone)
  expect(did.indexOf('start-wrap-up')).toBeGreaterThanOrEqual(0)
  expect(did.indexOf('start-wrap-up')).toBeLessThan(did.indexOf('ended'))
})

it('starts after-call work while Twilio keeps an earlier request waiting', async () => {
  const { worker, did } = await talkingWorker(() => new Promise(() => undefined))
  await worker.dispatch({ kind: 'hold-asked', partyId: 'customer', hold: true })
  await worker.dispatch(gone)
  expect(did).toContain('start-wrap-up')
  expect(did).not.toContain('set-hold')
})
