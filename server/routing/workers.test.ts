import { expect, it } from 'vitest'
import type { Agent } from '../contract/session.ts'
import { fakeGateway, unreachable } from '../testing/fake-gateway.ts'
import { createWorkers } from './workers.ts'

const ada: Agent = {
  userId: 'ada',
  username: 'ada',
  displayName: 'Ada',
  identity: 'tenant_main_user_ada',
  role: 'agent',
}

async function rig(callWaiting: boolean) {
  const gateway = fakeGateway()
  const workers = createWorkers({ gateway, callWaiting, known: () => undefined })
  const found = await workers.ensure(ada)
  if (!found.ok) throw new Error('no Worker')
  const { workerSid } = found.value
  const capacities = () =>
    gateway.of('setVoiceCapacity').map((each) => (each as { capacity: number }).capacity)
  return { gateway, workers, workerSid, capacities }
}

it('with call waiting each Worker has room for two, and for one while the agent wants no second', async () => {
  const { workers, workerSid, capacities } = await rig(true)
  expect(capacities()).toEqual([2])
  await workers.engaged(workerSid)
  await workers.free(ada.identity)
  await workers.free(ada.identity)
  expect(capacities()).toEqual([2, 1, 2])
})

it('the room that could not be given back is given back after the next call', async () => {
  const { gateway, workers, workerSid, capacities } = await rig(true)
  await workers.engaged(workerSid)
  gateway.fail('setVoiceCapacity', unreachable)
  await workers.free(ada.identity)
  gateway.fail('setVoiceCapacity', null)
  await workers.free(ada.identity)
  expect(capacities()).toEqual([2, 1, 2, 2])
})

it('without call waiting the capacity is left to whoever runs the Workspace', async () => {
  const { workers, workerSid, capacities } = await rig(false)
  await workers.engaged(workerSid)
  await workers.free(ada.identity)
  expect(capacities()).toEqual([])
})
