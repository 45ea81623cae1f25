import { expect, test } from 'vitest'
import { lostShare } from './lost-frames.ts'

const FRAME = 160

/** Seconds of both tones, 8 kHz, with some frames silent. */
function heard(seconds: number, tones: readonly number[], silent: readonly number[] = []) {
  return Float64Array.from({ length: seconds * 8000 }, (_, i) =>
    silent.includes(Math.floor(i / FRAME))
      ? 0
      : tones.reduce((sum, hz) => sum + 0.1 * Math.sin((2 * Math.PI * hz * i) / 8000), 0),
  )
}

const second = { from: 1000, to: 2000, ticks: 50 }

test('a telephone that heard everything lost nothing, also when it listened before and after', () => {
  const samples = heard(3, [450, 600])
  expect(lostShare({ samples, endedAt: 3000, tones: [450, 600] }, second)).toBe(0)
})

test('frames of silence are lost, and only those in the window', () => {
  const samples = heard(3, [450], [10, 60, 61])
  expect(lostShare({ samples, endedAt: 3000, tones: [450] }, second)).toBeCloseTo(0.04)
})

test('somebody who is not heard in a conference is lost, however loud the others are', () => {
  const samples = heard(3, [450])
  expect(lostShare({ samples, endedAt: 3000, tones: [450, 600] }, second)).toBe(1)
})

test('frames that never came are lost: the clock counts, not what was recorded', () => {
  const samples = heard(2, [450])
  const window = { ...second, ticks: 40 }
  expect(lostShare({ samples, endedAt: 2000, tones: [450] }, window)).toBeCloseTo(0.2)
})
