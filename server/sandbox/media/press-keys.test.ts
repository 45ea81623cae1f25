import { expect, test } from 'vitest'

import { createManualClock } from '../network/testing/manual-clock.ts'
import { pressKeys } from './press-keys.ts'

test('keys come in order, and w waits half a second', () => {
  const clock = createManualClock()
  const keys: string[] = []
  pressKeys('1aw#?ww9', clock, (key) => keys.push(key))
  expect(keys.join('')).toBe('1A')
  clock.advance(500)
  expect(keys.join('')).toBe('1A#')
  clock.advance(999)
  expect(keys.join('')).toBe('1A#')
  clock.advance(1)
  expect(keys.join('')).toBe('1A#9')
})

test('what is left is dropped when it is stopped', () => {
  const clock = createManualClock()
  const keys: string[] = []
  const stop = pressKeys('1w2', clock, (key) => keys.push(key))
  stop()
  clock.advance(5000)
  expect(keys).toEqual(['1'])
})
