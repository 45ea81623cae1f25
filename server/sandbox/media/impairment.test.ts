import { expect, test } from 'vitest'
import { createChance } from '../chance.ts'
import { cutAudio, LOST, losePackets, delayAudio } from './impairment.ts'
import type { Impairment } from './impairment.ts'

const frames = (count: number) => Array.from({ length: count }, (_, i) => new Int16Array([i]))
const out = (line: Impairment, count = 6) =>
  frames(count).map((frame) => {
    const came = line(frame)
    return came === LOST ? 'lost' : (came?.[0] ?? null)
  })

test('a cut line loses everything', () => {
  expect(out(cutAudio(), 2)).toEqual(['lost', 'lost'])
})

test('a slow line is late and loses nothing', () => {
  expect(out(delayAudio(60))).toEqual([null, null, null, 0, 1, 2])
  expect(out(delayAudio(0), 2)).toEqual([0, 1])
})

test('a lossy line loses its share, and with the same seed the same packets', () => {
  const run = (seed: number) => out(losePackets(30, createChance(seed)), 1000)
  const lost = run(5).filter((each) => each === 'lost')
  expect(lost.length / 1000).toBeCloseTo(0.3, 1)
  expect(run(5)).toEqual(run(5))
  expect(run(5)).not.toEqual(run(6))
})
