import { expect, test } from 'vitest'
import { createFaults } from './faults.ts'
import type { Odds } from './faults.ts'

interface Fault extends Odds {
  readonly letter: string
}
const always = { probability: 1, seed: 1 }

function rig(...faults: Fault[]) {
  const left = createFaults<Fault, string>(({ letter }, request) => request.startsWith(letter))
  for (const fault of faults) left.add(fault)
  return { left, hits: (...requests: string[]) => requests.map((each) => left.take(each) !== null) }
}

test('hits what it concerns, so many times', () => {
  const { left, hits } = rig({ ...always, letter: 'a', times: 2 })
  expect(hits('b', 'a')).toEqual([false, true])
  expect(left.list()).toMatchObject([{ times: 1 }])
  expect(hits('a', 'a')).toEqual([true, false])
  expect(left.list()).toEqual([])
})

test('without a number it goes on until it is cleared', () => {
  const { left, hits } = rig({ ...always, letter: 'a', times: null })
  expect(hits('a', 'a', 'a')).toEqual([true, true, true])
  left.clear()
  expect(hits('a')).toEqual([false])
})

test('by probability it hits its part, and with the same seed the same requests', () => {
  const requests = Array.from({ length: 1000 }, () => 'a')
  const run = (seed: number) =>
    rig({ letter: 'a', probability: 0.2, seed, times: null }).hits(...requests)
  const hit = run(42)
  expect(hit.filter(Boolean).length / 1000).toBeCloseTo(0.2, 1)
  expect(run(42)).toEqual(hit)
  expect(run(43)).not.toEqual(hit)
})
