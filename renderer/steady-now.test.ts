import { afterEach, expect, it, vi } from 'vitest'
import { clock } from './adapters/browser/clock.ts'

afterEach(() => vi.restoreAllMocks())

it.each([-600_000, 600_000])(
  'the page counts on when the wall clock is set by %i ms, and knows the time of day',
  (by) => {
    const before = clock.now()
    const wall = Date.now()
    vi.spyOn(Date, 'now').mockReturnValue(wall + by)
    expect(Math.abs(clock.now() - before)).toBeLessThan(5_000)
    expect(clock.wall()).toBe(wall + by)
  },
)
