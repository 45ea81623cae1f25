import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { control } from '../testing/control.ts'
import { startRig, until } from '../testing/rig.ts'
import type { Rig } from '../testing/rig.ts'
import { talkInConference } from '../testing/talk-in-conference.ts'

const CUSTOMER = '+15005551001'
const AGENT = '+15005551002'

let rig: Rig
beforeEach(async () => {
  rig = await startRig()
})
afterEach(() => rig.close())

const set = (settings: object) => control(rig.description.baseUrl, 'POST', '/settings', settings)

/** A customer waits alone in the conference `room`, which has not started. */
async function waiting() {
  const { client, phones, number } = rig
  await phones.make(CUSTOMER, 400)
  await phones.make(AGENT, 700)
  await rig.onCall(
    '<Dial><Conference startConferenceOnEnter="false" beep="false" waitUrl="" participantLabel="customer" ' +
      'jitterBufferSize="small">room</Conference></Dial>',
  )
  const callSid = await phones.dial(CUSTOMER, number)
  const { sid } = await until(async () => {
    const snapshot = await control<{ conferences: { sid: string }[] }>(
      rig.description.baseUrl,
      'GET',
      '/snapshot',
    )
    const [conference] = snapshot.conferences
    if (!conference) throw new Error('nobody waits yet')
    return conference
  })
  const room = client.conferences(sid)
  return {
    callSid,
    sid,
    room,
    customer: room.participants('customer'),
    ring: (conference: string) =>
      client
        .conferences(conference)
        .participants.create({ from: number, to: AGENT, beep: 'false' }),
  }
}

test('allowed: by its SID a conference in init is like one in progress', async () => {
  const { callSid, sid, room, customer, ring } = await waiting()
  expect(await customer.fetch()).toMatchObject({ callSid, label: 'customer' })
  expect(await room.participants.list()).toHaveLength(1)
  expect(await customer.update({ muted: true })).toMatchObject({ muted: true })
  expect(await ring(sid)).toMatchObject({ conferenceSid: sid })
  await until(async () => expect((await room.fetch()).status).toBe('in-progress'))
})

describe.each([
  ['refused', { status: 404, code: 20404 }],
  ['unexpected-status', { status: 400, code: 16099 }],
])('%s', (restInInit, error) => {
  beforeEach(() => set({ restInInit }))

  test('by its SID nothing works but reading the conference', async () => {
    const { sid, room, customer, ring } = await waiting()
    await expect(ring(sid)).rejects.toMatchObject(error)
    await expect(customer.fetch()).rejects.toMatchObject(error)
    await expect(customer.update({ muted: true })).rejects.toMatchObject(error)
    await expect(customer.remove()).rejects.toMatchObject(error)
    await expect(room.update({ status: 'completed' })).rejects.toMatchObject(error)
    expect(await room.participants.list()).toEqual([])
    expect(await room.fetch()).toMatchObject({ status: 'init', friendlyName: 'room' })
  })

  test('by its name a Participant joins it, and once it has started all is allowed', async () => {
    const { sid, room, customer, ring } = await waiting()
    expect(await ring('room')).toMatchObject({ conferenceSid: sid })
    await until(async () => expect((await room.fetch()).status).toBe('in-progress'))
    expect(await customer.update({ muted: true })).toMatchObject({ muted: true })
    expect(await room.participants.list()).toHaveLength(2)
  })
})

test('a hold, and an announcement to a participant or to all, have to wait for the start', async () => {
  const { room, customer, sid, ring } = await waiting()
  const announceUrl = `${rig.app.baseUrl}/news`
  const error = { status: 400, code: 16099 }
  await expect(customer.update({ hold: true })).rejects.toMatchObject(error)
  await expect(customer.update({ hold: false })).rejects.toMatchObject(error)
  await expect(customer.update({ announceUrl })).rejects.toMatchObject(error)
  await expect(room.update({ announceUrl })).rejects.toMatchObject(error)
  expect(rig.app.at('/news')).toEqual([])
  await ring(sid)
  await until(async () => expect((await room.fetch()).status).toBe('in-progress'))
  expect(await customer.update({ hold: true })).toMatchObject({ hold: true })
})

test('it is listed by Status=init, or never where it is so set', async () => {
  const { sid } = await waiting()
  const listed = async () =>
    (await rig.client.conferences.list({ status: 'init' })).map((each) => each.sid)
  expect(await listed()).toEqual([sid])
  await set({ initInLists: 'never' })
  expect(await listed()).toEqual([])
  expect(await rig.client.conferences.list()).toEqual([])
})

test('Participants are read and changed by the SID of their conference, not by its name', async () => {
  const { customer, callSid, sid } = await waiting()
  const byName = rig.client.conferences('room')
  const error = { status: 404, code: 20404 }
  await expect(byName.fetch()).rejects.toMatchObject(error)
  await expect(byName.participants.list()).rejects.toMatchObject(error)
  await expect(byName.participants(callSid).update({ muted: true })).rejects.toMatchObject(error)
  expect(await customer.fetch()).toMatchObject({ conferenceSid: sid })
})

test('the jitter buffer is in the state, and leaves the sound as it is', async () => {
  const { sid } = await waiting()
  const { participants } = rig.client.conferences(sid)
  const settings = { from: rig.number, to: AGENT, beep: 'false', jitterBufferSize: 'off' }
  await participants.create(settings)
  await until(async () => expect(await rig.phones.hears(AGENT)).toBe(400))
  const { conferences } = await control<{ conferences: { participants: object[] }[] }>(
    rig.description.baseUrl,
    'GET',
    '/snapshot',
  )
  expect(conferences[0]?.participants).toMatchObject([
    { jitterBufferSize: 'small' },
    { jitterBufferSize: 'off' },
  ])
})

describe('an announcement', () => {
  const HZ = { customer: 400, agent: 700 }

  test('is heard by a participant who is alone after the start', async () => {
    const room = await talkInConference(rig, HZ)
    const announceUrl = rig.app.answer('/news', '<Play loop="3">/tone/1500.wav</Play>')
    await rig.phones.act(room.agent, 'hangup')
    await until(async () => expect(await rig.phones.hears(room.customer)).toBeNull())
    await room.conference().participants('customer').update({ announceUrl })
    await until(async () => expect(await rig.phones.hears(room.customer)).toBe(1500))
  })

  test('to one on hold is refused, or heard where it is so set', async () => {
    const room = await talkInConference(rig, HZ)
    const announceUrl = rig.app.answer('/news', '<Play loop="3">/tone/1500.wav</Play>')
    const customer = room.conference().participants('customer')
    await customer.update({ hold: true, holdUrl: '' })
    await expect(customer.update({ announceUrl })).rejects.toMatchObject({ status: 400 })
    await set({ announceToHeld: 'heard' })
    await customer.update({ announceUrl })
    await until(async () => expect(await rig.phones.hears(room.customer)).toBe(1500))
  })

  test.each([
    { hold: true, announceUrl: 'http://localhost/news' },
    { hold: false, announceUrl: 'http://localhost/news' },
    { hold: true, coaching: false },
    { coaching: false, announceUrl: 'http://localhost/news' },
  ])('hold, coaching and announcement cannot be in one request: %o', async (changes) => {
    const room = await talkInConference(rig, HZ)
    const customer = room.conference().participants('customer')
    await expect(customer.update(changes)).rejects.toMatchObject({ status: 400 })
    expect(await customer.fetch()).toMatchObject({ hold: false })
  })
})

test('who is on hold cannot be coached, and nobody before the start', async () => {
  const { callSid, sid } = await waiting()
  const coach = (conference: string, callSidToCoach: string) =>
    rig.client.conferences(conference).participants.create({
      from: rig.number,
      to: AGENT,
      callSidToCoach,
    })
  await expect(coach(sid, callSid)).rejects.toMatchObject({ status: 400, code: 16028 })
  await rig.phones.act(CUSTOMER, 'hangup')
  const room = await talkInConference(rig, { customer: 400, agent: 700 })
  await room.conference().participants('agent').update({ hold: true })
  await expect(coach(room.conferenceSid, room.agentSid)).rejects.toMatchObject({
    status: 400,
    code: 16027,
  })
})
