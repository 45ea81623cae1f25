import { afterEach, beforeEach, expect, test } from 'vitest'
import { startRig } from '../rest/testing/rig.ts'
import type { Rig } from '../rest/testing/rig.ts'

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

test('a request fails as it was asked to, so many times and no other', async () => {
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
