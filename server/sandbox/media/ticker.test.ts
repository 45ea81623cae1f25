import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { createTicker } from './ticker.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

test('a minute has 3000 ticks', () => {
  const ticker = createTicker()
  let ticks = 0
  ticker.onTick(() => ticks++)
  vi.advanceTimersByTime(60_000)
  expect(ticks).toBe(3000)
  ticker.close()
})

test('delivery follows moving, in any order of listeners', () => {
  const ticker = createTicker()
  const order: string[] = []
  ticker.onTick(() => order.push('deliver'), 'deliver')
  ticker.onTick(() => order.push('move'))
  vi.advanceTimersByTime(20)
  expect(order).toEqual(['move', 'deliver'])
  ticker.close()
})

test('it rests while nobody listens, and starts again', () => {
  const ticker = createTicker()
  let ticks = 0
  const stop = ticker.onTick(() => ticks++)
  vi.advanceTimersByTime(40)
  stop()
  vi.advanceTimersByTime(100)
  expect(vi.getTimerCount()).toBe(0)
  ticker.onTick(() => ticks++)
  vi.advanceTimersByTime(20)
  expect(ticks).toBe(3)
  ticker.close()
  expect(vi.getTimerCount()).toBe(0)
})
