import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { control } from '../../server/sandbox/rest/testing/control.ts'
import { AGENT, CUSTOMER, startBench, until } from './bench.ts'
import type { Bench } from './bench.ts'

/**
 * https://www.twilio.com/docs/voice/api/conference-resource, …/voice/conference, …/voice/twiml/conference and
 * https://www.twilio.com/en-us/changelog/conference-list-endpoint-rollout-extended
 */

let bench: Bench
beforeEach(async () => {
  bench = await startBench()
  await bench.phones.make(CUSTOMER, 400)
  await bench.phones.make(AGENT, 700)
})
afterEach(() => bench.close())

async function ring(friendlyName: string, to: string, startConferenceOnEnter = true) {
  const { callSid, conferenceSid } = await bench.client
    .conferences(friendlyName)
    .participants.create({
      from: bench.number,
      to,
      startConferenceOnEnter,
      conferenceStatusCallback: `${bench.app.baseUrl}/room`,
      conferenceStatusCallbackEvent: ['start', 'join'],
    })
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

/** The pages say the one, and a public report of July 2026 of a conference that the API made says the other. */
describe('a conference starts', () => {
  const startsWith = (conferenceStart: string) =>
    control(bench.description.baseUrl, 'POST', '/settings', { conferenceStart })

  const told = () => bench.app.at('/room').map((each) => each['StatusCallbackEvent'])

  test('with the second participant, as the pages say', async () => {
    const { conference } = await ring('Room', CUSTOMER)
    expect((await conference.fetch()).status).toBe('init')
    expect(await names({ status: 'init' })).toEqual(['Room'])
    await ring('Room', AGENT)
    expect((await conference.fetch()).status).toBe('in-progress')
    await until(() =>
      expect(told()).toEqual(['participant-join', 'participant-join', 'conference-start']),
    )
  })

  test('alone with the first who may start it, where the API made it and the switch is set', async () => {
    await startsWith('first-starter')
    const { conference } = await ring('Room', CUSTOMER, false)
    expect((await conference.fetch()).status).toBe('init')
    await ring('Room', AGENT)
    await until(() => expect(told()).toContain('conference-start'))
    await bench.phones.make('+15005551003', 500)
    await ring('Alone', '+15005551003')
    expect(await names()).toEqual(['Alone', 'Room'])
  })

  test('with the second one, where TwiML made it, whatever the switch says', async () => {
    await startsWith('first-starter')
    const sid = await bench.callIn((response) => response.dial().conference('Room'))
    await until(async () => expect(await names({ status: 'init' })).toEqual(['Room']))
    expect(await bench.status(sid)).toBe('in-progress')
  })

  test('as the pages say again after a reset', async () => {
    await startsWith('first-starter')
    await control(bench.description.baseUrl, 'POST', '/reset', { keepConfiguration: true })
    expect(await control(bench.description.baseUrl, 'GET', '/settings')).toMatchObject({
      conferenceStart: 'second-participant',
    })
  })
})
