import { expect, test } from 'vitest'
import { createManualClock } from '../network/testing/manual-clock.ts'
import { createTestExchange } from '../telephony/testing/test-exchange.ts'
import { AccountLimits } from './account-limits.ts'
import type { Limits } from './account-limits.ts'
import { CallQueue } from './call-queue.ts'

function rig(given: Partial<Limits> = {}) {
  const clock = createManualClock()
  const limits = new AccountLimits(given)
  const queue = new CallQueue(clock, limits)
  const { calls } = createTestExchange().services
  const started: string[] = []
  return {
    clock,
    limits,
    queue,
    started,
    enter(name: string) {
      const facts = { accountSid: 'AC', direction: 'outbound-api', from: '', to: name } as const
      const call = calls.create(facts)
      queue.enter(call, () => started.push(name))
      return call
    },
    /** Lets what was told to start do so. */
    settled: () => new Promise((resolve) => setImmediate(resolve)),
  }
}

test('by default one call begins in a second, and each knows how long it waits', async () => {
  const { enter, started, clock, settled } = rig()
  expect(['a', 'b', 'c'].map((name) => enter(name).queueMs)).toEqual([0, 1000, 2000])
  await settled()
  expect(started).toEqual(['a'])
  clock.advance(999)
  await settled()
  expect(started).toEqual(['a'])
  clock.advance(1)
  await settled()
  expect(started).toEqual(['a', 'b'])
  expect(enter('d').queueMs).toBe(2000)
  clock.advance(2000)
  await settled()
  expect(started).toEqual(['a', 'b', 'c', 'd'])
})

test('a call that is over gives its turn away', async () => {
  const { enter, started, clock, settled } = rig()
  enter('a')
  const second = enter('b')
  enter('c')
  second.end('canceled', 'switch')
  clock.advance(1000)
  await settled()
  expect(started).toEqual(['a', 'c'])
})

test('without a limit all begin at once, in their order', async () => {
  const { enter, started, settled } = rig({ callsPerSecond: null })
  expect(['a', 'b', 'c'].map((name) => enter(name).queueMs)).toEqual([0, 0, 0])
  await settled()
  expect(started).toEqual(['a', 'b', 'c'])
})

test('when a limit is lifted, the waiting calls begin', async () => {
  const { enter, started, limits, settled } = rig()
  for (const name of ['a', 'b', 'c']) enter(name)
  limits.change({ callsPerSecond: null })
  await settled()
  expect(started).toEqual(['a', 'b', 'c'])
})

test('more than a day of calls is refused', () => {
  const { enter, queue } = rig({ callsPerSecond: 0.001 })
  for (let n = 0; n < 86; n++) enter(String(n))
  queue.assertRoom()
  enter('one more')
  expect(() => queue.assertRoom()).toThrow(expect.objectContaining({ code: 22005, status: 400 }))
})
