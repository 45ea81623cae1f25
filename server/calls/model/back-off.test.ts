import { expect, it } from 'vitest'
import { backOffMs } from './back-off.ts'

it('waits about 1, 2, 4 s and so on, and half a minute at most', () => {
  const pauses = [0, 1, 2, 3, 20].map((tried) => backOffMs('call_1', tried))
  for (const [index, least] of [1000, 2000, 4000, 8000, 30_000].entries()) {
    expect(pauses[index]).toBeGreaterThanOrEqual(least)
    expect(pauses[index]).toBeLessThan(least * 1.25)
  }
})

it('does not try a whole floor again at one and the same time', () => {
  const pauses = Array.from({ length: 50 }, (_, index) => backOffMs(`call_${index}`, 0))
  expect(new Set(pauses).size).toBeGreaterThan(40)
})

it('waits as long as Twilio asks for', () => {
  expect(backOffMs('call_1', 0, 9000)).toBeGreaterThanOrEqual(9000)
  expect(backOffMs('call_1', 3, 0)).toBeGreaterThanOrEqual(8000)
})
