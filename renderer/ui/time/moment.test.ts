import { expect, test } from 'vitest'
import { dayName, daysAgo } from './moment.ts'

const words = { today: 'Today', yesterday: 'Yesterday' }
const at = (day: number, hour: number) => new Date(2026, 2, day, hour).getTime()
const iso = (day: number, hour: number) => new Date(2026, 2, day, hour).toISOString()

test.each([
  [iso(12, 0), at(12, 23), 0],
  [iso(11, 23), at(12, 0), 1],
  [iso(1, 12), at(12, 12), 11],
])('%s seen at %d is %d days ago', (then, now, expected) => {
  expect(daysAgo(then, now)).toBe(expected)
})

test('a day is named by how near it is', () => {
  expect(dayName(iso(12, 9), at(12, 10), words)).toBe('Today')
  expect(dayName(iso(11, 9), at(12, 10), words)).toBe('Yesterday')
  expect(dayName(iso(3, 9), at(12, 10), words)).toContain('3')
})
