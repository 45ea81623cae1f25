import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { FRAME_SAMPLES } from './frame.ts'
import { mixMinus } from './mix.ts'

const flat = (value: number) => new Int16Array(FRAME_SAMPLES).fill(value)

test('each hears all the others and not itself', () => {
  const mixed = mixMinus(
    new Map([
      ['a', flat(1)],
      ['b', flat(10)],
      ['c', flat(100)],
    ]),
  )
  expect([...mixed].map(([key, frame]) => [key, frame?.[0]])).toEqual([
    ['a', 110],
    ['b', 101],
    ['c', 11],
  ])
})

test('a silent party hears, and is not waited for', () => {
  const mixed = mixMinus(
    new Map([
      ['speaks', flat(5)],
      ['silent', null],
    ]),
  )
  expect(mixed.get('silent')?.[159]).toBe(5)
  expect(mixed.get('speaks')).toBeNull()
})

test('loud voices saturate and do not wrap', () => {
  const mixed = mixMinus(
    new Map([
      [1, flat(30000)],
      [2, flat(30000)],
      [3, flat(-30000)],
      [4, flat(-30000)],
      [5, null],
    ]),
  )
  expect([...mixed.values()].map((frame) => frame?.[0])).toEqual([-30000, -30000, 30000, 30000, 0])
  expect(
    mixMinus(
      new Map([
        [1, flat(30000)],
        [2, flat(30000)],
        [3, null],
      ]),
    ).get(3)?.[0],
  ).toBe(32767)
})

test('with one voice to hear, it is heard unchanged, by whoever and however many listen', () => {
  fc.assert(
    fc.property(
      fc.int16Array({ minLength: FRAME_SAMPLES, maxLength: FRAME_SAMPLES }),
      fc.integer({ min: 1, max: 5 }),
      (voice, listeners) => {
        const inputs = new Map<number, Int16Array | null>([[-1, voice]])
        for (let i = 0; i < listeners; i++) inputs.set(i, null)
        const mixed = mixMinus(inputs)
        for (let i = 0; i < listeners; i++) expect(mixed.get(i)).toEqual(voice)
      },
    ),
  )
})
