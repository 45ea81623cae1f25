import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { paths } from '../../contract/commands.ts'
import { startContactCentre } from '../../testing/contact-centre.ts'
import type { ContactCentre } from '../../testing/contact-centre.ts'
import { DeskClient } from '../../testing/desk-client.ts'
import { DeskDevice } from '../../testing/desk-device.ts'
import { until } from '../../testing/until.ts'

let centre: ContactCentre
let desk: DeskClient
let device: DeskDevice
let workerSid: string
let caller: string
let callers = 2100

beforeAll(async () => {
  centre = await startContactCentre()
})
afterAll(() => centre.close())

/** The only agent declines a call, and TaskRouter chooses the same agent again. */
beforeEach(async () => {
  desk = await DeskClient.signIn(centre.url, 'ada')
  const access = await desk.twilioAccess()
  workerSid = access.workerSid
  device = new DeskDevice(centre.signalling)
  await device.register(access.token)
  await desk.prove()
  await enter('Available')
  callers += 1
  caller = `+1500555${callers}`
  await centre.phone('POST', '', { number: caller, behaviour: { plays: { tone: 440 } } })
  await centre.phone('POST', `/${caller}/dial`, { to: centre.number })
  await device.rung()
  const first = await pendingReservation()
  await device.decline()
  await until('it is reserved again', async () => {
    const again = await pendingReservation()
    return again !== undefined && again !== first
  })
})
afterEach(async () => {
  await hangUp()
  await desk.sees('nobody waiting', ({ waiting }) => waiting === 0)
  desk.close()
  await device.close()
})

async function enter(name: string): Promise<void> {
  await centre.workspace.workers(workerSid).update({ activitySid: await centre.activity(name) })
}

async function pendingReservation(): Promise<string | undefined> {
  const list = await centre.workspace.workers(workerSid).reservations.list()
  return list.find(({ reservationStatus }) => reservationStatus === 'pending')?.sid
}

async function hangUp(): Promise<void> {
  const { call } = await centre.phone('GET', `/${caller}`)
  if (call?.state !== 'ended') await centre.phone('POST', `/${caller}/hangup`)
}

function ringingCalls() {
  return (desk.newest?.calls ?? []).filter(({ state }) => state.kind === 'ringing')
}

describe('a declined call that the same agent gets again', () => {
  it('rings after five seconds, with music for the caller until then', async () => {
    const declined = await desk.sees('it declined', (newest) =>
      newest.recent.some(({ outcome }) => outcome === 'declined') ? newest : null,
    )
    expect(ringingCalls()).toEqual([])
    await until('the caller hears music', async () => {
      const { hears } = await centre.phone('GET', `/${caller}`)
      return hears.dbfs > -50
    })
    await device.rung()
    const { state, waitedSeconds } = await desk.call('ringing')
    expect(waitedSeconds).toBeGreaterThanOrEqual(5)
    const rangAt = state.kind === 'ringing' ? Date.parse(state.since) : 0
    expect(rangAt - Date.parse(declined.serverTime)).toBeGreaterThan(4000)
    await hangUp()
    await device.canceled()
    await desk.sees('it missed', ({ recent }) => recent.some(({ outcome }) => outcome === 'missed'))
  })

  it('is given back when the agent goes on a break meanwhile', async () => {
    await enter('Break')
    await until('it is given back', async () => (await pendingReservation()) === undefined)
    expect(ringingCalls()).toEqual([])
    const worker = await centre.workspace.workers(workerSid).fetch()
    expect(worker.activityName).toBe('Break')
  })

  it('is not in the way of a call that the agent makes', async () => {
    const dialled = await desk.request('POST', paths.calls, {
      target: { kind: 'number', number: '+15005550107' },
    })
    expect(dialled.status).toBe(200)
    const { callId } = await desk.call('dialing')
    await hangUp()
    await desk.request('POST', paths.hangUp(callId))
    await desk.sees('it over', ({ calls }) => calls.every(({ state }) => state.kind === 'ended'))
  })
})
