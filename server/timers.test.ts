import { describe, expect, it } from 'vitest'
import type { Clock } from './clock.ts'
import { fakeClock } from './testing/fake-clock.ts'
import { createTimers } from './timers.ts'

const EARLY_MS = 1

/** As Node's timers are: now and then a millisecond too early. */
function hasty(clock: Clock): Clock {
  return {
    now: () => clock.now(),
    wall: () => clock.wall(),
    after: (ms, run) => clock.after(Math.max(1, ms - EARLY_MS), run),
  }
}

describe('a timer', () => {
  it('never runs before its instant, and does run', () => {
    const clock = fakeClock(1000)
    const ran: number[] = []
    createTimers(hasty(clock)).set('proof', 4000, () => ran.push(clock.now()))
    clock.advance(10_000)
    expect(ran).toEqual([4000])
  })

  it('that is set again replaces the one before, and one that is cleared never runs', () => {
    const clock = fakeClock(1000)
    const ran: string[] = []
    const timers = createTimers(hasty(clock))
    timers.set('proof', 2000, () => ran.push('first'))
    timers.set('proof', 3000, () => ran.push('second'))
    timers.set('other', 2000, () => ran.push('other'))
    clock.advance(EARLY_MS + 500)
    timers.clear('other')
    clock.advance(10_000)
    expect(ran).toEqual(['second'])
    timers.set('late', 500, () => ran.push('late'))
    clock.advance(1)
    expect(ran).toEqual(['second', 'late'])
  })
})
