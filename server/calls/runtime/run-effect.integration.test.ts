import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { paths } from '../../contract/commands.ts'
import { startContactCentre } from '../../testing/contact-centre.ts'
import type { ContactCentre } from '../../testing/contact-centre.ts'
import { DeskClient } from '../../testing/desk-client.ts'
import { DeskDevice } from '../../testing/desk-device.ts'
import { until } from '../../testing/until.ts'
import { makeDraft } from '../../contract/wrap-up-draft.ts'

let centre: ContactCentre
let desk: DeskClient
let device: DeskDevice
let workerSid: string

beforeAll(async () => {
  centre = await startContactCentre({ CORDBOARD_WRAP_UP_SECONDS: '60' })
})
afterAll(() => centre.close())

beforeEach(async () => {
  desk = await DeskClient.signIn(centre.url, 'ada')
  const access = await desk.twilioAccess()
  workerSid = access.workerSid
  device = new DeskDevice(centre.signalling)
  await device.register(access.token)
  await desk.prove()
})
afterEach(async () => {
  desk.close()
  await device.close()
})

async function available(): Promise<void> {
  await centre.workspace
    .workers(workerSid)
    .update({ activitySid: await centre.activity('Available') })
}

async function activityName(): Promise<string> {
  return (await centre.workspace.workers(workerSid).fetch()).activityName
}

async function customerRings(number: string): Promise<void> {
  await centre.phone('POST', '', { number, behaviour: { plays: { tone: 440 } } })
  await centre.phone('POST', `/${number}/dial`, { to: centre.number })
}

async function openReservations(): Promise<number> {
  const list = await centre.workspace.workers(workerSid).reservations.list()
  const open = new Set(['pending', 'accepted', 'wrapping'])
  return list.filter(({ reservationStatus }) => open.has(reservationStatus)).length
}

async function completeWrapUp(callId: string): Promise<void> {
  const done = await desk.request(
    'POST',
    paths.complete(callId),
    makeDraft({ dispositionId: 'resolved', notes: 'all well' }),
  )
  expect(done).toEqual({ status: 200, body: { accepted: true } })
}

/** Twilio's pages say that a conference starts with the second participant, a public report that it may with the first. */
describe.each(['second-participant', 'first-starter'] as const)(
  'where a conference starts with the %s, a contact centre',
  (conferenceStart) => {
    beforeEach(() => centre.set({ conferenceStart }))

    it('brings a caller to an agent, holds, resumes, and ends in after-call work', async () => {
      await available()
      await customerRings('+15005552001')
      const { params } = await device.rung()
      const ringing = await desk.call('ringing')
      expect(params.get('callId')).toBe(ringing.callId)
      expect(ringing).toMatchObject({ direction: 'inbound', queueName: 'Support' })
      await device.answer()
      const { callId } = await desk.call('active')
      expect(await activityName()).toBe('Available')

      await desk.request('POST', paths.partyStep(callId, 'customer', 'hold'))
      await desk.sees('the customer on hold', ({ calls }) => calls[0]?.parties[0]?.hold.confirmed)
      const heard = await until('the customer hears music', async () => {
        const { hears } = await centre.phone('GET', '/+15005552001')
        return hears.dbfs > -50 ? hears : null
      })
      expect(heard.dbfs).toBeGreaterThan(-50)
      await desk.request('POST', paths.partyStep(callId, 'customer', 'resume'))
      await desk.sees('the customer back', ({ calls }) => {
        const hold = calls[0]?.parties[0]?.hold
        return hold !== undefined && !hold.confirmed && !hold.requested
      })
      await desk.request('PUT', paths.notes(callId), { notes: 'asked for a refund' })

      await centre.phone('POST', '/+15005552001/hangup')
      const wrapUp = await desk.sees('after-call work', ({ wrapUps }) => wrapUps[0])
      expect(wrapUp).toMatchObject({
        callId,
        reason: 'customer-hung-up',
        required: true,
        draft: makeDraft({ notes: 'asked for a refund' }),
      })
      await device.ended()
      const refused = await desk.request('POST', paths.complete(callId), makeDraft())
      expect(refused).toMatchObject({
        status: 400,
        body: { error: { code: 'disposition-required' } },
      })
      const wrapping = await centre.workspace.workers(workerSid).reservations.list()
      expect(wrapping.map(({ reservationStatus }) => reservationStatus)).toContain('wrapping')
      await completeWrapUp(callId)
      await desk.sees('it done', ({ wrapUps, recent }) =>
        wrapUps.length === 0 ? recent.find((call) => call.dispositionLabel === 'Resolved') : null,
      )
      await until('TaskRouter holds nothing open', async () => (await openReservations()) === 0)
      expect(desk.revisions).toEqual(desk.revisions.toSorted((a, b) => a - b))
    })

    it('calls out: the desk first, then the customer, and hangs up by command', async () => {
      const dialled = await desk.request('POST', paths.calls, {
        target: { kind: 'number', number: '+15005550107' },
      })
      expect(dialled.status).toBe(200)
      const { callId } = await desk.call('dialing')
      const again = await desk.request('POST', paths.calls, {
        target: { kind: 'number', number: '+15005550101' },
      })
      expect(again).toMatchObject({ status: 409, body: { error: { code: 'already-on-a-call' } } })
      await device.connect({ callId })
      const active = await desk.call('active')
      expect(active.parties[0]).toMatchObject({ number: '+15005550107', state: 'connected' })
      await desk.request('POST', paths.hangUp(callId))
      const wrapUp = await desk.sees('after-call work', ({ wrapUps }) => wrapUps[0])
      expect(wrapUp).toMatchObject({ reason: 'agent-hung-up', direction: 'outbound' })
      await device.ended()
      await until('the customer is free', async () => {
        const { call } = await centre.phone('GET', '/+15005550107')
        return call?.state === 'ended'
      })
      await completeWrapUp(callId)
      await until('TaskRouter holds nothing open', async () => (await openReservations()) === 0)
    })
  },
)

describe('a contact centre on the sandbox', () => {
  it('takes an agent out of routing whose desk cannot be rung', async () => {
    await device.close()
    await available()
    await customerRings('+15005552003')
    await desk.sees('it missed', ({ recent }) =>
      recent.some(({ number, outcome }) => number === '+15005552003' && outcome === 'missed'),
    )
    expect(await activityName()).toBe('Unavailable')
    await desk.sees('a caller waiting', ({ waiting }) => waiting === 1)
    await centre.phone('POST', '/+15005552003/hangup')
    await desk.sees('nobody waiting', ({ waiting }) => waiting === 0)
  })

  it('says that the called party was busy, and leaves no after-call work', async () => {
    await desk.request('POST', paths.calls, {
      target: { kind: 'number', number: '+15005550102' },
    })
    const { callId } = await desk.call('dialing')
    await device.connect({ callId })
    const ended = await desk.call('ended')
    expect(ended.state).toMatchObject({ reason: 'busy' })
    await device.ended()
    await desk.sees('it in the history', ({ recent, wrapUps }) =>
      wrapUps.length === 0 ? recent[0]?.outcome === 'busy' : null,
    )
  })

  it('lets nobody else’s Device into a prepared call', async () => {
    await desk.request('POST', paths.calls, {
      target: { kind: 'number', number: '+15005550101' },
    })
    const { callId } = await desk.call('dialing')
    const other = await DeskClient.signIn(centre.url, 'grace')
    const thief = new DeskDevice(centre.signalling)
    await thief.register((await other.twilioAccess()).token)
    const connecting = thief.connect({ callId })
    await thief.ended()
    connecting.catch(() => undefined)
    expect((await desk.call('dialing')).callId).toBe(callId)
    await desk.request('POST', paths.hangUp(callId))
    await desk.call('ended')
    other.close()
    await thief.close()
  })
})
