import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { AGENT, CUSTOMER, startBench, until } from './bench.ts'
import type { Bench } from './bench.ts'

/**
 * https://www.twilio.com/docs/voice/api/conference-resource and
 * https://www.twilio.com/en-us/changelog/conference-list-endpoint-rollout-extended
 */

let bench: Bench
beforeEach(async () => {
  bench = await startBench()
  await bench.phones.make(CUSTOMER, 400)
  await bench.phones.make(AGENT, 700)
})
afterEach(() => bench.close())

async function ring(friendlyName: string, to: string) {
  const { callSid, conferenceSid } = await bench.client
    .conferences(friendlyName)
    .participants.create({ from: bench.number, to })
  await until(async () => expect(await bench.status(callSid)).toBe('in-progress'))
  return { callSid, conference: bench.client.conferences(conferenceSid) }
}

type Filter = NonNullable<Parameters<Bench['client']['conferences']['list']>[0]>

const names = async (filter: Filter = {}) =>
  (await bench.client.conferences.list(filter)).map(({ friendlyName }) => friendlyName)

describe('the list of conferences', () => {
  test('without a Status has those in progress alone', async () => {
    const { conference } = await ring('Over', CUSTOMER)
    await conference.update({ status: 'completed' })
    await until(async () => expect((await conference.fetch()).status).toBe('completed'))
    await bench.phones.make('+15005551003', 500)
    await ring('Waits', '+15005551003')
    await bench.phones.make(CUSTOMER, 400)
    await ring('Goes on', CUSTOMER)
    await ring('Goes on', AGENT)
    expect(await names()).toEqual(['Goes on'])
    expect(await names({ friendlyName: 'Over' })).toEqual([])
    expect(await names({ dateCreated: new Date() })).toEqual(['Goes on'])
    expect(await names({ status: 'completed' })).toEqual(['Over'])
    expect(await names({ status: 'init' })).toEqual(['Waits'])
  })
})
