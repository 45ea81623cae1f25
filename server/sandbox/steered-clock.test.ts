import { describe, expect, test } from 'vitest'
import { createManualClock } from './network/testing/manual-clock.ts'
import { SteeredClock } from './steered-clock.ts'

function rig() {
  const live = createManualClock()
  const clock = new SteeredClock(live)
  const start = clock.now()
  const ran: [string, number][] = []
  const note = (name: string) => () => void ran.push([name, clock.now() - start])
  return { live, clock, ran, note, start }
}

describe('the steered clock', () => {
  test('runs with the real one', () => {
    const { live, clock, ran, note, start } = rig()
    clock.after(1000, note('a'))
    live.advance(999)
    expect(ran).toEqual([])
    live.advance(1)
    expect(ran).toEqual([['a', 1000]])
    expect(clock.now()).toBe(start + 1000)
  })

  test('frozen, it stands still and nothing falls due', () => {
    const { live, clock, ran, note, start } = rig()
    clock.after(1000, note('a'))
    clock.freeze()
    live.advance(60_000)
    expect([clock.now() - start, clock.frozen, ran]).toEqual([0, true, []])
    clock.thaw()
    live.advance(999)
    expect(ran).toEqual([])
    live.advance(1)
    expect(ran).toEqual([['a', 1000]])
  })

  test('advanced, it runs what is due in order and at its instant, with what that starts', async () => {
    const { clock, ran, note, start } = rig()
    clock.freeze()
    clock.after(2000, note('late'))
    clock.after(1000, () => {
      note('early')()
      void Promise.resolve().then(() => clock.after(500, note('started by early')))
    })
    clock.after(1000, note('early too'))
    clock.after(3001, note('not yet'))
    await clock.advance(3000)
    expect(ran).toEqual([
      ['early', 1000],
      ['early too', 1000],
      ['started by early', 1500],
      ['late', 2000],
    ])
    expect([clock.now() - start, clock.frozen, clock.waiting]).toEqual([3000, true, 1])
  })

  test('advanced without being frozen, it goes on from there', async () => {
    const { live, clock, ran, note, start } = rig()
    clock.after(5000, note('a'))
    await clock.advance(4000)
    expect(ran).toEqual([])
    live.advance(1000)
    expect(ran).toEqual([['a', 5000]])
    expect(clock.now() - start).toBe(5000)
  })

  test('two who advance it at once both get their time', async () => {
    const { clock, start } = rig()
    clock.freeze()
    await Promise.all([clock.advance(1000), clock.advance(1000)])
    expect(clock.now() - start).toBe(2000)
  })

  test('a timer that was cancelled or dropped never runs', async () => {
    const { live, clock, ran, note } = rig()
    const cancel = clock.after(1000, note('a'))
    cancel()
    clock.after(1000, note('b'))
    clock.close()
    await clock.advance(2000)
    live.advance(2000)
    expect(ran).toEqual([])
  })

  test('a timer of years does not fire at once', () => {
    const { live, clock, ran, note } = rig()
    clock.after(3_000_000_000, note('a'))
    live.advance(2_147_483_647)
    expect(ran).toEqual([])
    live.advance(3_000_000_000 - 2_147_483_647)
    expect(ran).toEqual([['a', 3_000_000_000]])
  })
})
