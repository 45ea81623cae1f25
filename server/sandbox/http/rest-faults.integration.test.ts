import { afterEach, beforeEach, expect, test } from 'vitest'
import { control } from '../rest/testing/control.ts'
import { startRig, until } from '../rest/testing/rig.ts'
import type { Rig } from '../rest/testing/rig.ts'
import { talkInConference } from '../rest/testing/talk-in-conference.ts'

let rig: Rig
beforeEach(async () => {
  rig = await startRig()
})
afterEach(() => rig.close())

async function fail(fault: object): Promise<void> {
  await fetch(`${rig.description.baseUrl}/sandbox/rest-faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fault),
  })
}

const queues = () => rig.client.queues
const names = async () => (await queues().list()).map(({ friendlyName }) => friendlyName)

test('a request fails as the fault says, that many times and no other request', async () => {
  await fail({ method: 'POST', path: '/Queues', status: 429, code: 20429, times: 2 })
  for (const friendlyName of ['a', 'b']) {
    await expect(queues().create({ friendlyName })).rejects.toMatchObject({
      status: 429,
      code: 20429,
    })
  }
  await queues().create({ friendlyName: 'c' })
  expect(await names()).toEqual(['c'])
})

test('only the answer is lost: the request was carried out', async () => {
  await fail({ method: 'POST', path: '/Queues', status: 503, afterwards: true })
  await expect(queues().create({ friendlyName: 'a' })).rejects.toMatchObject({ status: 503 })
  expect(await names()).toEqual(['a'])
})

test('a share of the requests fails, and with the same seed the same ones', async () => {
  const run = async () => {
    await fail({ method: 'GET', path: '/Queues', status: 429, probability: 0.5, seed: 11 })
    const failed: boolean[] = []
    for (let i = 0; i < 12; i++) {
      failed.push(
        await queues()
          .list()
          .then(
            () => false,
            () => true,
          ),
      )
    }
    await fetch(`${rig.description.baseUrl}/sandbox/rest-faults`, { method: 'DELETE' })
    return failed
  }
  const first = await run()
  expect(new Set(first)).toEqual(new Set([true, false]))
  expect(await run()).toEqual(first)
})

test('a request that hangs is never answered, and was carried out only if the fault says so', async () => {
  const { baseUrl, accountSid, authToken } = rig.description
  const create = (FriendlyName: string) =>
    fetch(`${baseUrl}/api/2010-04-01/Accounts/${accountSid}/Queues.json`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` },
      body: new URLSearchParams({ FriendlyName }),
      signal: AbortSignal.timeout(500),
    })
  await fail({ does: 'hang', path: '/Queues' })
  await expect(create('lost')).rejects.toThrow(/timeout/u)
  await fail({ does: 'hang', path: '/Queues', afterwards: true })
  await expect(create('made')).rejects.toThrow(/timeout/u)
  expect(await names()).toEqual(['made'])
})

test('a request of one kind takes its time, before or after it is carried out, and no other', async () => {
  const { baseUrl } = rig.description
  await control(baseUrl, 'POST', '/time', { frozen: true })
  const create = async (friendlyName: string, afterwards: boolean) => {
    await fail({ does: 'delay', method: 'POST', path: '/Queues', afterMs: 5000, afterwards })
    let answered = false
    const creation = queues()
      .create({ friendlyName })
      .finally(() => (answered = true))
    await until(async () => {
      const { waitingTimers } = await control<{ waitingTimers: number }>(baseUrl, 'GET', '/time')
      expect(waitingTimers).toBe(1)
    })
    const before = await names()
    await control(baseUrl, 'POST', '/time', { advanceMs: 4999 })
    expect(answered).toBe(false)
    await control(baseUrl, 'POST', '/time', { advanceMs: 1 })
    await creation
    return { before, after: await names() }
  }
  expect(await create('late', false)).toEqual({ before: [], after: ['late'] })
  expect(await create('told late', true)).toMatchObject({ before: ['late', 'told late'] })
})

test('a hold is refused, or has no effect', async () => {
  const room = await talkInConference(rig, { customer: 400, agent: 700 })
  const participant = room.conference().participants(room.customerSid)
  await fail({ method: 'POST', path: '/Participants/', param: 'Hold', status: 503 })
  await participant.update({ muted: true })
  await expect(participant.update({ hold: true })).rejects.toMatchObject({ status: 503 })
  await fail({ does: 'ignore', path: '/Participants/', param: 'Hold' })
  expect((await participant.update({ hold: true })).hold).toBe(false)
  expect((await participant.update({ hold: true })).hold).toBe(true)
})
