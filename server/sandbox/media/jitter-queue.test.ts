import { expect, test } from 'vitest'

import { FRAME_SAMPLES } from './frame.ts'
import { createJitterQueue } from './jitter-queue.ts'

const frame = (value: number) => new Int16Array(FRAME_SAMPLES).fill(value)

test('frames come out in order, after two have come', () => {
  const queue = createJitterQueue()
  queue.push(frame(1))
  expect(queue.read()).toBeNull()
  queue.push(frame(2))
  queue.push(frame(3))
  expect([1, 2, 3].map(() => queue.read()?.[0])).toEqual([1, 2, 3])
  expect(queue.read()).toBeNull()
})

test('it holds four frames; the oldest gives way', () => {
  const queue = createJitterQueue()
  for (let i = 1; i <= 6; i++) queue.push(frame(i))
  expect([1, 2, 3, 4].map(() => queue.read()?.[0])).toEqual([3, 4, 5, 6])
  expect(queue.read()).toBeNull()
})

test('packets of other lengths are cut into frames without loss', () => {
  const queue = createJitterQueue()
  queue.push(new Int16Array(240).fill(1))
  queue.push(new Int16Array(240).fill(2))
  const [first, second, third] = [queue.read(), queue.read(), queue.read()]
  expect(first?.every((sample) => sample === 1)).toBe(true)
  expect([second?.[79], second?.[80]]).toEqual([1, 2])
  expect(third?.every((sample) => sample === 2)).toBe(true)
})
