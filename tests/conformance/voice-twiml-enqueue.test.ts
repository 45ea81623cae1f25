import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { AGENT, CUSTOMER, startBench, until } from './bench.ts'
import type { Bench } from './bench.ts'

/** https://www.twilio.com/docs/voice/twiml/enqueue */

let bench: Bench
beforeEach(async () => {
  bench = await startBench()
  await bench.phones.behave(CUSTOMER, {})
  bench.serve('/wait', (response) => response.pause({ length: 3600 }))
})
afterEach(() => bench.close())

const queue = async () => (await bench.client.queues.list())[0]
const left = () => bench.app.at('/left')

function enqueue() {
  return bench.callIn((response) => {
    response.enqueue({ action: '/left', waitUrl: '/wait' }, 'support')
    response.say('Our line has closed')
  })
}

async function waits(size = 1) {
  await until(async () => expect(await queue()).toMatchObject({ currentSize: size }))
  return (await queue())?.sid ?? ''
}

test('a queue that does not exist is created on demand, for at most 1000 callers', async () => {
  await enqueue()
  await waits()
  expect(await queue()).toMatchObject({ friendlyName: 'support', maxSize: 1000 })
})

test('the waitUrl is told the caller’s position and how long it has waited', async () => {
  bench.serve('/wait', (response) => response.pause({ length: 1 }))
  const callSid = await enqueue()
  const queueSid = await waits()
  await bench.pass(30)
  await until(() => expect(bench.app.at('/wait').length).toBeGreaterThan(1))
  const common = { CallSid: callSid, QueueSid: queueSid, QueuePosition: '1', CurrentQueueSize: '1' }
  const [first, second] = bench.app.at('/wait')
  expect(first).toMatchObject({ ...common, QueueTime: '0' })
  expect(Number(second?.['QueueTime'])).toBeGreaterThanOrEqual(30)
  expect(second).toMatchObject(common)
  expect(second).toHaveProperty('AvgQueueTime')
})

describe('QueueResult', () => {
  test('leave: <Leave> takes the caller out of the queue, after so many seconds', async () => {
    bench.serve('/wait', (response) => {
      response.pause({ length: 1 })
      response.leave()
    })
    const callSid = await enqueue()
    const queueSid = await waits()
    await bench.pass(20)
    await until(() =>
      expect(left()).toMatchObject([
        { QueueResult: 'leave', QueueSid: queueSid, CallSid: callSid },
      ]),
    )
    expect(Number(left()[0]?.['QueueTime'])).toBeGreaterThanOrEqual(20)
  })

  test('hangup: the caller hung up before anybody took the call', async () => {
    await enqueue()
    await waits()
    await bench.phones.act(CUSTOMER, 'hangup')
    await until(() => expect(left()).toMatchObject([{ QueueResult: 'hangup' }]))
  })

  test('redirected: the call was given other instructions while it waited', async () => {
    const callSid = await enqueue()
    await waits()
    const elsewhere = bench.serve('/elsewhere', (response) => response.say('This way'))
    await bench.client.calls(callSid).update({ url: elsewhere })
    await until(() => expect(left()).toMatchObject([{ QueueResult: 'redirected' }]))
    await until(async () => expect(await bench.said(callSid)).toEqual(['This way']))
  })

  test('queue-full: the queue had as many as it may', async () => {
    await bench.client.queues.create({ friendlyName: 'support', maxSize: 1 })
    await enqueue()
    await waits()
    const other = '+15005551003'
    await bench.phones.behave(other, {})
    await bench.phones.dial(other, bench.number)
    await until(() => expect(left()).toMatchObject([{ QueueResult: 'queue-full', From: other }]))
    expect(await queue()).toMatchObject({ currentSize: 1 })
  })

  test('bridged: an agent dialled the queue; the action is asked when the two have parted', async () => {
    await enqueue()
    const queueSid = await waits()
    await bench.phones.behave(AGENT, { answers: { afterSeconds: 0 } })
    await bench.client.calls.create({
      from: bench.number,
      to: AGENT,
      twiml: '<Response><Dial><Queue>support</Queue></Dial></Response>',
    })
    await waits(0)
    expect(left()).toEqual([])
    await bench.phones.act(AGENT, 'hangup')
    await until(() =>
      expect(left()).toMatchObject([{ QueueResult: 'bridged', QueueSid: queueSid }]),
    )
  })
})

test('without an action a caller who leaves goes on with the next verb', async () => {
  bench.serve('/wait', (response) => response.leave())
  const callSid = await bench.callIn((response) => {
    response.enqueue({ waitUrl: '/wait' }, 'support')
    response.say('Our line has closed')
  })
  await until(async () => expect(await bench.said(callSid)).toEqual(['Our line has closed']))
})

test('workflowSid and <Task>: the call becomes a Task with the attributes and those of the call', async () => {
  const { workspaceSid, workflowSid } = bench.description
  const callSid = await bench.callIn((response) =>
    response.enqueue({ workflowSid, waitUrl: '/wait' }).task({ priority: 5 }, '{"language":"de"}'),
  )
  const workspace = bench.client.taskrouter.v1.workspaces(workspaceSid)
  await until(async () => expect(await workspace.tasks.list()).toHaveLength(1))
  const [task] = await workspace.tasks.list()
  expect(task).toMatchObject({ priority: 5, workflowSid, taskChannelUniqueName: 'voice' })
  expect(JSON.parse(task?.attributes ?? '')).toMatchObject({
    language: 'de',
    call_sid: callSid,
    from: CUSTOMER,
    to: bench.number,
    direction: 'inbound',
  })
})
