import { expect, test } from 'vitest'
import { en } from '../../i18n/en.ts'
import { dayName, daysAgo, timeOfDay } from './moment.ts'

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
  expect(dayName(iso(12, 9), at(12, 10), en)).toBe('Today')
  expect(dayName(iso(11, 9), at(12, 10), en)).toBe('Yesterday')
  expect(dayName(iso(3, 9), at(12, 10), en)).toBe('Tue 3 Mar')
})

test('a time is written as these texts are, whatever the system’s own language is', () => {
  const afternoon = new Date(2026, 2, 12, 15, 38).toISOString()
  expect(timeOfDay(afternoon, en.locale)).toBe('15:38')
})
