import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startRig, until } from '../testing/rig.ts'
import type { Rig } from '../testing/rig.ts'

const CALLER = '+15005551001'
const OTHER = '+15005551002'
const TAKER = '+15005551003'
const HZ = { caller: 400, other: 500, taker: 700 }

let rig: Rig
beforeEach(async () => {
  rig = await startRig()
  await rig.phones.make(CALLER, HZ.caller)
  await rig.phones.make(OTHER, HZ.other)
  await rig.phones.make(TAKER, HZ.taker)
})
afterEach(() => rig.close())

/** Both wait in the queue, in this order. */
async function waiting() {
  await rig.onCall(
    '<Enqueue waitUrl="/tone/1000.wav" waitUrlMethod="GET" action="/left">support</Enqueue>' +
      '<Say>gone on</Say>',
  )
  const callerSid = await rig.phones.dial(CALLER, rig.number)
  await until(async () => expect(await rig.phones.hears(CALLER)).toBe(1000))
  const otherSid = await rig.phones.dial(OTHER, rig.number)
  await until(async () => expect(await rig.phones.hears(OTHER)).toBe(1000))
  const [queue] = await rig.client.queues.list()
  if (!queue) throw new Error('no queue')
  return { callerSid, otherSid, queueSid: queue.sid }
}

function takes(twiml: string) {
  return rig.client.calls.create({ from: rig.number, to: TAKER, twiml })
}

describe('a queue', () => {
  test('is listed with who waits, and can be changed but not removed meanwhile', async () => {
    const { callerSid, otherSid, queueSid } = await waiting()
    const queue = rig.client.queues(queueSid)
    expect(await queue.fetch()).toMatchObject({
      friendlyName: 'support',
      currentSize: 2,
      maxSize: 1000,
    })
    const members = await queue.members.list()
    expect(members.map(({ callSid, position }) => [callSid, position])).toEqual([
      [callerSid, 1],
      [otherSid, 2],
    ])
    expect((await queue.members('Front').fetch()).callSid).toBe(callerSid)
    expect(await queue.update({ friendlyName: 'help', maxSize: 7 })).toMatchObject({ maxSize: 7 })
    await expect(queue.remove()).rejects.toMatchObject({ status: 400 })
    await expect(rig.client.queues('QU0').fetch()).rejects.toMatchObject({ code: 20404 })
  })

  test('gives up the one who is sent elsewhere', async () => {
    const { callerSid, queueSid } = await waiting()
    const queue = rig.client.queues(queueSid)
    await queue
      .members('Front')
      .update({ url: rig.app.answer('/elsewhere', '<Pause length="60"/>') })
    await until(() =>
      expect(rig.app.at('/left')[0]).toMatchObject({
        CallSid: callerSid,
        QueueResult: 'redirected',
        QueueSid: queueSid,
      }),
    )
    await until(async () => expect((await queue.fetch()).currentSize).toBe(1))
  })
})

describe('<Dial><Queue>', () => {
  test('talks to the first who waits, after what is announced; the second waits on', async () => {
    const { callerSid, queueSid } = await waiting()
    const url = rig.app.answer('/announce', '<Pause length="1"/>')
    const { sid } = await takes(
      `<Response><Dial action="${rig.app.baseUrl}/talked"><Queue url="${url}">support</Queue></Dial></Response>`,
    )
    await until(async () => expect(await rig.phones.hears(TAKER)).toBe(HZ.caller))
    expect(await rig.phones.hears(CALLER)).toBe(HZ.taker)
    expect(await rig.phones.hears(OTHER)).toBe(1000)
    expect(rig.app.at('/announce')[0]).toMatchObject({
      CallSid: callerSid,
      DequeingCallSid: sid,
      QueueSid: queueSid,
    })
    await rig.phones.act(CALLER, 'hangup')
    await until(() =>
      expect(rig.app.at('/talked')[0]).toMatchObject({
        DialCallStatus: 'completed',
        DialCallSid: callerSid,
      }),
    )
    await until(() => expect(rig.app.at('/left')[0]).toMatchObject({ QueueResult: 'bridged' }))
  })

  test('waits for somebody to come, and no longer than its time-out', async () => {
    await rig.client.queues.create({ friendlyName: 'support' })
    await takes(
      `<Response><Dial timeout="1" action="${rig.app.baseUrl}/nobody"><Queue>support</Queue></Dial></Response>`,
    )
    await until(() =>
      expect(rig.app.at('/nobody')[0]).toMatchObject({ DialCallStatus: 'no-answer' }),
    )
    await takes('<Response><Dial><Queue>support</Queue></Dial></Response>')
    await rig.onCall('<Enqueue waitUrl="/tone/1000.wav" waitUrlMethod="GET">support</Enqueue>')
    await rig.phones.dial(CALLER, rig.number)
    await until(async () => expect(await rig.phones.hears(CALLER)).toBe(HZ.taker))
  })

  test('fails where there is no such queue', async () => {
    await takes(
      `<Response><Dial action="${rig.app.baseUrl}/failed"><Queue>nowhere</Queue></Dial></Response>`,
    )
    await until(() => expect(rig.app.at('/failed')[0]).toMatchObject({ DialCallStatus: 'failed' }))
  })
})
