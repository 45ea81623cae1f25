// oxlint-disable-next-line no-restricted-imports -- the bridge is tested with the unmodified SDK
import { Workspace } from 'twilio-taskrouter'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { serveSdkWorkers } from '../testing/sdk-workers.ts'

let bench: Awaited<ReturnType<typeof serveSdkWorkers>>

beforeEach(async () => {
  bench = await serveSdkWorkers()
})

afterEach(() => bench.close())

async function workspace() {
  const sue = await bench.createWorker('sue', 'Offline')
  return new Workspace(await bench.server.token(sue, 'supervisor'), {
    ebServer: bench.bridgeUrl('http'),
    wsServer: bench.bridgeUrl('ws'),
    logLevel: 'error',
  })
}

it('lists Workers by page, by order and by filter', async () => {
  const supervisor = await workspace()
  const alice = await bench.createWorker('alice')
  const bob = await bench.createWorker('bob', 'Offline')
  await bench.rest('POST', `/Workers/${alice}`, { ActivitySid: bench.server.seed.activities.Break })
  const names = async (params: object) =>
    [...(await supervisor.fetchWorkers(params)).values()].map((each) => each.friendlyName)
  expect(await names({ PageSize: 2 })).toEqual(['sue', 'alice', 'bob'])
  expect((await names({ Ordering: 'DateStatusChanged:desc', PageSize: 1 }))[0]).toBe('alice')
  expect(await names({ ActivityName: 'Break' })).toEqual(['alice'])
  expect(await names({ TargetWorkersExpression: 'contact_uri == "client:bob"' })).toEqual(['bob'])
  expect((await supervisor.fetchWorker(bob)).friendlyName).toBe('bob')
})

it('lists TaskQueues, and fetches one and a Task', async () => {
  const supervisor = await workspace()
  const { Sales, Support } = bench.server.seed.queues
  const names = async (params: object) =>
    [...(await supervisor.fetchTaskQueues(params)).values()].map((each) => each.queueName)
  expect(await names({ PageSize: 1 })).toEqual(['Support', 'Sales'])
  await bench.rest('POST', `/TaskQueues/${Sales}`, { TargetWorkers: 'level > 1' })
  expect(await names({ Ordering: 'DateUpdated:desc' })).toEqual(['Sales', 'Support'])
  expect((await supervisor.fetchTaskQueue(Support)).queueName).toBe('Support')
  const { json } = await bench.rest('POST', '/Tasks', { Attributes: '{"x":1}' })
  const task = await supervisor.fetchTask(String(json['sid']))
  expect(task.attributes).toEqual({ x: 1 })
})
