import { afterEach, beforeEach, expect, test } from 'vitest'
import { control } from '../rest/testing/control.ts'
import { startRig, until } from '../rest/testing/rig.ts'
import type { Rig } from '../rest/testing/rig.ts'

const ANN = '+15005551001'
const BOB = '+15005551002'

interface Snapshot {
  readonly calls: readonly { sid: string; status: string; legs: object[]; steps: object[] }[]
  readonly openLegs: number
  readonly [part: string]: unknown
}

let rig: Rig
beforeEach(async () => {
  rig = await startRig()
})
afterEach(() => rig.close())

const snapshot = () => control<Snapshot>(rig.description.baseUrl, 'GET', '/snapshot')
const reset = (body: object) => control(rig.description.baseUrl, 'POST', '/reset', body)
const workspace = () => rig.client.taskrouter.v1.workspaces(rig.description.workspaceSid)

test('a snapshot shows what every call does, and the requests to the application', async () => {
  await rig.onCall('<Pause length="1"/><Say>Hi</Say><Dial><Conference>room</Conference></Dial>')
  await rig.phones.make(ANN, 400)
  const sid = await rig.phones.dial(ANN, rig.number)
  await until(async () =>
    expect(await snapshot()).toMatchObject({
      numbers: [{ phoneNumber: rig.number, voiceUrl: `${rig.app.baseUrl}/voice` }, {}],
      calls: [
        {
          sid,
          status: 'in-progress',
          from: ANN,
          legs: [{ kind: 'phone', answered: true }],
          steps: [
            { verb: 'pause', details: { seconds: 1 }, document: `${rig.app.baseUrl}/voice` },
            { verb: 'say', details: { text: 'Hi' } },
            { verb: 'dial-conference', details: { name: 'room' } },
          ],
        },
      ],
      conferences: [{ friendlyName: 'room', participants: [{ callSid: sid, held: false }] }],
      openLegs: 1,
      webhooks: [
        { url: `${rig.app.baseUrl}/voice`, params: { CallSid: sid }, answer: { status: 200 } },
      ],
      workers: [],
      taskQueues: [{ friendlyName: 'Support' }, { friendlyName: 'Sales' }],
    }),
  )
  const { phones } = await control<{ phones: unknown }>(rig.description.baseUrl, 'GET', '/phones')
  expect(await snapshot()).toMatchObject({ phones: (phones as object[]).map(() => ({})) })
})

async function busySandbox(): Promise<void> {
  const { workflowSid } = rig.description
  await rig.onCall(`<Enqueue workflowSid="${workflowSid}"><Task>{"a":1}</Task></Enqueue>`)
  for (const number of [ANN, BOB]) {
    await rig.phones.make(number, 400)
    await rig.phones.dial(number, rig.number)
  }
  await rig.client.calls.create({
    from: rig.number,
    to: '+15005573000',
    twiml: '<Response/>',
    statusCallback: `${rig.app.baseUrl}/gone`,
  })
  await workspace().workers.create({ friendlyName: 'ann' })
  await control(rig.description.baseUrl, 'POST', '/rest-faults', { path: '/nowhere' })
  await until(async () => {
    const { calls, openLegs, tasks } = await snapshot()
    if (calls.length !== 3 || openLegs !== 2 || (tasks as object[]).length !== 2) {
      throw new Error('not all of it is there yet')
    }
  })
}

test('after a reset no call, leg, Task or URL is left, and nobody was notified', async () => {
  const born = await snapshot()
  await busySandbox()
  await reset({})
  const { time: _then, ...before } = born
  const { time: _now, ...after } = await snapshot()
  expect(after).toEqual(before)
  expect(rig.app.at('/gone')).toEqual([])
  expect(rig.app.at('/number-status')).toEqual([])
  expect(await workspace().tasks.list()).toEqual([])
})

test('a reset may keep the configuration, and calls work at once', async () => {
  await busySandbox()
  await reset({ keepConfiguration: true })
  expect(await snapshot()).toMatchObject({
    calls: [],
    openLegs: 0,
    tasks: [],
    queues: [],
    workers: [{ friendlyName: 'ann' }],
    numbers: [{ voiceUrl: `${rig.app.baseUrl}/voice` }, {}],
  })
  await rig.phones.make(ANN, 400)
  await rig.phones.dial(ANN, rig.number)
  await until(async () => expect((await snapshot())['tasks']).toMatchObject([{ queue: 'Support' }]))
})

test('a reset ends frozen time', async () => {
  await control(rig.description.baseUrl, 'POST', '/time', { frozen: true, advanceMs: 3_600_000 })
  await reset({})
  const { now, frozen } = await control<{ now: string; frozen: boolean }>(
    rig.description.baseUrl,
    'GET',
    '/time',
  )
  expect(frozen).toBe(false)
  expect(Math.abs(Date.parse(now) - Date.now())).toBeLessThan(60_000)
})
