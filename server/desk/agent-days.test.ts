import { expect, it } from 'vitest'
import { fakeClock } from '../testing/fake-clock.ts'
import { createAgentDays } from './agent-days.ts'

const TEN_MINUTES = 600_000

function daysFrom(at: string) {
  const clock = fakeClock(Date.parse(at))
  const told: string[] = []
  return { clock, told, days: createAgentDays(clock, (identity) => told.push(identity)) }
}

it('tells the agent’s midnight, without anything else happening', () => {
  const { clock, told, days } = daysFrom('2026-01-05T23:58:00Z')
  days.setTimeZone('ada', 'Europe/London')
  days.setTimeZone('grace', 'Europe/Paris')
  days.today('ada')
  days.today('grace')
  clock.advance(119_999)
  expect(told).toEqual([])
  clock.advance(1)
  expect(told).toEqual(['ada'])
  expect(days.today('ada')).toBe(Date.parse('2026-01-06T00:00:00Z'))
})

it('begins the day of another place when the agent travels', () => {
  const { days } = daysFrom('2026-01-05T23:58:00Z')
  days.setTimeZone('ada', 'Europe/London')
  expect(days.today('ada')).toBe(Date.parse('2026-01-05T00:00:00Z'))
  days.setTimeZone('ada', 'Europe/Paris')
  expect(days.today('ada')).toBe(Date.parse('2026-01-05T23:00:00Z'))
})

it('goes back to the day before when the wall clock is set back into it', () => {
  const { clock, days } = daysFrom('2026-01-06T00:05:00Z')
  days.setTimeZone('ada', 'Europe/London')
  expect(days.today('ada')).toBe(Date.parse('2026-01-06T00:00:00Z'))
  clock.setWall(-TEN_MINUTES)
  expect(days.today('ada')).toBe(Date.parse('2026-01-05T00:00:00Z'))
})
