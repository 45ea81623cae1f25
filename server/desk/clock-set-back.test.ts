import { afterEach, describe, expect, it } from 'vitest'
import { aCaller, talking, T0 } from '../testing/calls.ts'
import { fakeClock } from '../testing/fake-clock.ts'
import { openOffice } from '../testing/office.ts'
import type { Office, OfficeOptions } from '../testing/office.ts'

const ADA = 'tenant_main_user_ada'
const CALL = 'call_1'
const TEN_MINUTES = 600_000
const environment = { CORDBOARD_WRAP_UP_SECONDS: '60', CORDBOARD_REQUIRE_DISPOSITION: 'false' }
let office: Office
afterEach(() => office.close())

async function afterACall(options: OfficeOptions = {}): Promise<void> {
  office = await openOffice({ environment, clock: fakeClock(T0), ...options })
  await office.calls.begin(aCaller())
  for (const event of talking) await office.calls.dispatch(CALL, event)
  await office.calls.dispatch(CALL, { kind: 'customer-left' })
}

/** The server stops and starts again; meanwhile the machine's clock was set. */
async function restart(setBy: number): Promise<void> {
  const { store, gateway, clock } = office
  const clockAfter = fakeClock(clock.now() + setBy)
  await office.close(true)
  office = await openOffice({ environment, store, gateway, clock: clockAfter })
  await office.calls.recover()
  await office.wrapUps.recover()
}

describe('a server whose clock was set back and which then starts again', () => {
  it('numbers its snapshots on, so that no page drops them as old', async () => {
    await afterACall()
    const before = await office.desk.snapshot(ADA)
    await restart(-TEN_MINUTES)
    const after = await office.desk.snapshot(ADA)
    expect(after.revision).toBeGreaterThan(before.revision)
    expect(Number.isSafeInteger(after.revision)).toBe(true)
  })

  it('ends after-call work when its time is over, and not ten minutes later', async () => {
    await afterACall()
    await restart(-TEN_MINUTES)
    office.clock.advance(59_000)
    expect(await office.wrapUps.open(ADA)).toHaveLength(1)
    office.clock.advance(2_000)
    await expect.poll(() => office.wrapUps.open(ADA)).toEqual([])
  })

  it('shows the desk the time that is left', async () => {
    await afterACall()
    await restart(-TEN_MINUTES)
    const { serverTime, wrapUps } = await office.desk.snapshot(ADA)
    const left = Date.parse(wrapUps[0]?.deadline ?? '') - Date.parse(serverTime)
    expect(left).toBeGreaterThan(50_000)
    expect(left).toBeLessThanOrEqual(60_000)
  })
})

describe('a server whose wall clock is set while it runs', () => {
  it.each([-TEN_MINUTES, TEN_MINUTES])('by %i ms goes on in its own time', async (by) => {
    await afterACall()
    office.clock.setWall(by)
    office.clock.advance(59_000)
    expect(await office.wrapUps.open(ADA)).toHaveLength(1)
    office.clock.advance(2_000)
    await expect.poll(() => office.wrapUps.open(ADA)).toEqual([])
  })

  it('writes the history by the time of day', async () => {
    const clock = fakeClock(T0)
    clock.setWall(TEN_MINUTES)
    await afterACall({ clock })
    const { recent } = await office.desk.snapshot(ADA)
    expect(Date.parse(recent[0]?.startedAt ?? '')).toBe(T0 + TEN_MINUTES)
  })
})
