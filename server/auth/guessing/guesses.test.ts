import { beforeEach, describe, expect, it } from 'vitest'
import { fakeClock } from '../../testing/fake-clock.ts'
import { until } from '../../testing/until.ts'
import { createGuesses } from './guesses.ts'
import type { Guesses } from './guesses.ts'
import { networkOf } from './network.ts'
import { createPasswordQueue } from './password-queue.ts'

const MINUTE = 60_000
let clock = fakeClock()
let guesses: Guesses
beforeEach(() => {
  clock = fakeClock()
  guesses = createGuesses(clock)
})

function wrong(name: string, network: string): boolean {
  return guesses.begin(name, network).kind === 'judge'
}
function right(name: string, network: string): boolean {
  const guess = guesses.begin(name, network)
  if (guess.kind === 'judge') guess.confirmRight()
  return guess.kind === 'judge'
}
function waitOf(name: string, network: string): number {
  const guess = guesses.begin(name, network)
  return guess.kind === 'wait' ? guess.ms : 0
}
const judged = (times: number, name: string, network: (time: number) => string) =>
  Array.from({ length: times }, (_, time) => wrong(name, network(time))).filter(Boolean).length

describe('guessing', () => {
  it('is counted before it is judged: of 55 at once five are', () => {
    expect(judged(55, 'ada', () => '10.0.0.9')).toBe(5)
  })

  it('has to wait twice as long after each further failure, up to a quarter of an hour', () => {
    judged(5, 'ada', () => '10.0.0.9')
    const waits: number[] = []
    for (let time = 0; time < 12; time += 1) {
      const ms = waitOf('ada', '10.0.0.9')
      waits.push(ms / 1000)
      clock.advance(ms)
      expect(wrong('ada', '10.0.0.9')).toBe(true)
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900])
  })

  it('is forgotten after an hour without it, and by a right password', () => {
    judged(5, 'ada', () => '10.0.0.9')
    clock.advance(60 * MINUTE)
    expect(judged(9, 'ada', () => '10.0.0.9')).toBe(5)
    clock.advance(1000)
    expect(right('ada', '10.0.0.9')).toBe(true)
    expect(judged(9, 'ada', () => '10.0.0.9')).toBe(5)
  })

  it('from many addresses at one name is slow, too', () => {
    expect(judged(200, 'ada', (time) => `10.0.1.${time}`)).toBe(20)
  })

  it('at many names from one address is slow, too', () => {
    const names = Array.from({ length: 100 }, (_, each) => wrong(`name ${each}`, '10.0.0.9'))
    expect(names.filter(Boolean)).toHaveLength(30)
  })

  it('elsewhere keeps nobody out where they have signed in before', () => {
    expect(right('ada', '192.0.2.1')).toBe(true)
    judged(500, 'ada', (time) => `10.0.${time % 256}.1`)
    expect(waitOf('ada', '10.9.9.9')).toBeGreaterThan(0)
    expect(right('ada', '192.0.2.1')).toBe(true)
  })

  it('beside them in their own network keeps out nobody else who has signed in there', () => {
    right('ada', '192.0.2.1')
    Array.from({ length: 100 }, (_, each) => wrong(`name ${each}`, '192.0.2.1'))
    judged(50, 'grace', () => '192.0.2.1')
    expect(right('ada', '192.0.2.1')).toBe(true)
  })

  it('with made-up names and networks does not fill the memory, nor wash out what was counted', () => {
    for (let time = 0; time < 30_000; time += 1) {
      if (time % 5000 === 0) wrong('ada', '10.0.0.9')
      wrong(`name ${time}`, `10.${time >> 16}.${(time >> 8) & 255}.${time & 255}`)
    }
    expect(waitOf('ada', '10.0.0.9')).toBeGreaterThan(0)
  })
})

it.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::'],
  ['2001:db8:1:2:ffff::1', '2001:db8:1:2::'],
  ['::1', '::'],
  ['unix:/run/desk.sock', 'unix:/run/desk.sock'],
])('%s is of the network %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})

describe('judging passwords', () => {
  it('is done two at a time, for 22 at most, and always for those who are known', async () => {
    const queue = createPasswordQueue()
    let running = 0
    let most = 0
    const ends: (() => void)[] = []
    const judge = async () => {
      running += 1
      most = Math.max(most, running)
      await new Promise<void>((end) => ends.push(end))
      running -= 1
      return true
    }
    const strangers = Array.from({ length: 55 }, () => queue.run(false, judge))
    const owner = queue.run(true, judge)
    const all = Promise.all([...strangers, owner])
    for (let turn = 0; turn < 23; turn += 1) (await until('a turn begins', () => ends.shift()))()
    const answers = await all
    expect(most).toBe(2)
    expect(answers.filter((answer) => answer === true)).toHaveLength(23)
    expect(answers.at(-1)).toBe(true)
  })
})
