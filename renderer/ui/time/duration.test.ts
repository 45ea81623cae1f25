import { expect, test } from 'vitest'
import { formatDuration } from './duration.ts'

test.each([
  [0, '0:00'],
  [9.9, '0:09'],
  [68, '1:08'],
  [3599, '59:59'],
  [3600, '1:00:00'],
  [37_265, '10:21:05'],
  [-4, '0:00'],
])('%d seconds read %s', (seconds, expected) => {
  expect(formatDuration(seconds)).toBe(expected)
})
