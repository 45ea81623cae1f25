import { expect, it } from 'vitest'
import { levelOf } from './microphone-level.ts'

const sine = (peak: number) =>
  Float32Array.from({ length: 1000 }, (_, i) => peak * Math.sin((i / 50) * 2 * Math.PI))

it('is full for a full tone, half at -30 dB, and nothing for silence', () => {
  expect(levelOf(sine(1))).toBeCloseTo(1)
  expect(levelOf(sine(10 ** (-30 / 20)))).toBeCloseTo(0.5)
  expect(levelOf(sine(0.0001))).toBe(0)
  expect(levelOf(new Float32Array(1000))).toBe(0)
})
