import { afterEach, expect, it } from 'vitest'
import { aCaller, talking } from '../testing/calls.ts'
import { fakeClock } from '../testing/fake-clock.ts'
import { openOffice } from '../testing/office.ts'
import type { Office } from '../testing/office.ts'

const ADA = 'tenant_main_user_ada'
let office: Office
afterEach(() => office.close())

/** One call, answered at this instant by an agent who sits there. */
async function oneCall(at: string, zone: string | null): Promise<void> {
  office = await openOffice({ clock: fakeClock(Date.parse(at)) })
  await office.desk.open(ADA, zone)
  await office.calls.begin(aCaller())
  for (const event of talking) await office.calls.dispatch('call_1', event)
  await office.calls.dispatch('call_1', { kind: 'customer-left' })
}
const callsToday = async () => (await office.desk.snapshot(ADA)).today.calls

it.each([
  ['Europe/London', '2026-01-05T23:58:00Z', 120_000],
  ['America/Los_Angeles', '2026-01-06T07:58:00Z', 120_000],
  ['Asia/Kolkata', '2026-01-05T18:28:00Z', 120_000],
])('counts until midnight in %s, where the agent is', async (zone, at, untilMidnight) => {
  await oneCall(at, zone)
  expect(await callsToday()).toBe(1)
  office.clock.advance(untilMidnight - 1_000)
  expect(await callsToday()).toBe(1)
  office.clock.advance(1_000)
  expect(await callsToday()).toBe(0)
})

it('counts by the wall clock, whatever the server counts its own time from', async () => {
  await oneCall('2026-01-05T12:00:00Z', 'Europe/London')
  office.clock.setWall(13 * 60 * 60_000)
  expect(await callsToday()).toBe(0)
})

it('takes the server’s midnight for an agent whose zone is not known', async () => {
  await oneCall('2026-01-05T12:00:00Z', 'Nowhere/At all')
  expect(await callsToday()).toBe(1)
})
