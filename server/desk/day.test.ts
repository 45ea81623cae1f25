import { describe, expect, it } from 'vitest'
import { dayAround } from './day.ts'

const day = (at: string, zone: string) => {
  const { begins, ends } = dayAround(Date.parse(at), zone)
  return [new Date(begins).toISOString(), new Date(ends).toISOString()]
}

describe('a day', () => {
  it.each([
    ['of London', 'Europe/London', '2026-01-05T12:00:00Z', '2026-01-05T00:00', '2026-01-06T00:00'],
    [
      'of Auckland',
      'Pacific/Auckland',
      '2026-01-05T12:00:00Z',
      '2026-01-05T11:00',
      '2026-01-06T11:00',
    ],
    [
      'of Los Angeles',
      'America/Los_Angeles',
      '2026-01-05T03:00:00Z',
      '2026-01-04T08:00',
      '2026-01-05T08:00',
    ],
    [
      'of 23 hours',
      'Europe/Berlin',
      '2026-03-29T12:00:00Z',
      '2026-03-28T23:00',
      '2026-03-29T22:00',
    ],
    [
      'of 25 hours',
      'Europe/Berlin',
      '2026-10-25T12:00:00Z',
      '2026-10-24T22:00',
      '2026-10-25T23:00',
    ],
    [
      'that begins at 1:00',
      'America/Santiago',
      '2026-09-06T12:00:00Z',
      '2026-09-06T04:00',
      '2026-09-07T03:00',
    ],
    [
      'at its first instant',
      'Asia/Kolkata',
      '2026-01-04T18:30:00Z',
      '2026-01-04T18:30',
      '2026-01-05T18:30',
    ],
  ])('%s', (_, zone, at, begins, ends) => {
    expect(day(at, zone)).toEqual([`${begins}:00.000Z`, `${ends}:00.000Z`])
  })
})
