import { expect, test } from 'vitest'
import { periodsBy } from './usage-periods.ts'

const day = (text: string) => new Date(`${text}T00:00:00Z`)
const said = (step: string, start: string, end: string) =>
  periodsBy(step, { start: day(start), end: day(end) }).map((period) =>
    [period.start, period.end].map((each) => each.toISOString().slice(0, 10)).join(' '),
  )

test('a period by its days, months and years, the newest first', () => {
  expect(said('Daily', '2026-02-27', '2026-03-01')).toEqual([
    '2026-03-01 2026-03-01',
    '2026-02-28 2026-02-28',
    '2026-02-27 2026-02-27',
  ])
  expect(said('Monthly', '2025-12-15', '2026-02-03')).toEqual([
    '2026-02-01 2026-02-03',
    '2026-01-01 2026-01-31',
    '2025-12-15 2025-12-31',
  ])
  expect(said('Yearly', '2025-12-15', '2026-02-03')).toEqual([
    '2026-01-01 2026-02-03',
    '2025-12-15 2025-12-31',
  ])
})

test('a period that ends before it begins has none', () => {
  expect(said('Daily', '2026-02-02', '2026-02-01')).toEqual([])
})
