import { expect, test } from 'vitest'
import { FRAME_SAMPLES } from '../media/frame.ts'
import { createPlayback } from './playback.ts'

const HALF = FRAME_SAMPLES / 2

function playback() {
  const marks: string[] = []
  return { marks, playback: createPlayback((name) => marks.push(name)) }
}

const sound = (length: number, sample: number) => new Int16Array(length).fill(sample)

test('pieces of any length become frames, and the last is padded', () => {
  const { playback: queue } = playback()
  queue.add(sound(HALF, 1))
  queue.add(sound(FRAME_SAMPLES, 2))
  expect(Array.from(queue.read() ?? [])).toEqual([...Array(HALF).fill(1), ...Array(HALF).fill(2)])
  expect(Array.from(queue.read() ?? [])).toEqual([...Array(HALF).fill(2), ...Array(HALF).fill(0)])
  expect(queue.read()).toBeNull()
})

test('a mark is reached when what was sent before it has been heard', () => {
  const { playback: queue, marks } = playback()
  queue.mark('before')
  queue.add(sound(FRAME_SAMPLES, 1))
  queue.mark('after')
  queue.read()
  expect(marks).toEqual(['before'])
  queue.read()
  expect(marks).toEqual(['before', 'after'])
})

test('what is cleared is not heard; its marks count as reached, in order', () => {
  const { playback: queue, marks } = playback()
  queue.add(sound(FRAME_SAMPLES, 1))
  queue.mark('one')
  queue.mark('two')
  queue.clear()
  expect(marks).toEqual(['one', 'two'])
  expect(queue.read()).toBeNull()
})
