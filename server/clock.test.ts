import { afterEach, describe, expect, it, vi } from 'vitest'
import { notBefore, systemClock, wallAt } from './clock.ts'
import { fakeClock } from './testing/fake-clock.ts'

afterEach(() => vi.restoreAllMocks())

describe('the server counts on', () => {
  it.each([-600_000, 600_000])('when the wall clock is set by %i ms', (by) => {
    const before = systemClock.now()
    const wall = Date.now()
    vi.spyOn(Date, 'now').mockReturnValue(wall + by)
    expect(Math.abs(systemClock.now() - before)).toBeLessThan(5_000)
    expect(systemClock.wall()).toBe(wall + by)
  })

  it('from where an earlier run was, when the wall clock was set back in between', () => {
    const clock = fakeClock(1_000_000)
    const after = notBefore(clock, 1_600_000)
    clock.advance(5)
    expect(after.now()).toBe(1_600_005)
    expect(after.wall()).toBe(1_000_005)
    expect(wallAt(after, 1_600_000)).toBe(1_000_000)
    expect(notBefore(clock, 5).now()).toBe(clock.now())
  })
})
