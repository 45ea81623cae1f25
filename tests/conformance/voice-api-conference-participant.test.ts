import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { AGENT, CUSTOMER, startBench, until } from './bench.ts'
import type { Bench } from './bench.ts'

/** https://www.twilio.com/docs/voice/api/conference-participant-resource */

let bench: Bench
beforeEach(async () => {
  bench = await startBench()
  await bench.phones.make(CUSTOMER, 400)
  await bench.phones.make(AGENT, 700)
})
afterEach(() => bench.close())

type Participants = ReturnType<Bench['client']['conferences']>['participants']
type Options = Parameters<Participants['create']>[0]

/** Rings somebody into the room. The conference is made when it is not there yet. */
async function ring(to: string, options: Partial<Options> = {}) {
  const rung = await bench.client
    .conferences('Room')
    .participants.create({ from: bench.number, to, beep: 'false', ...options })
  const one = bench.client.conferences(rung.conferenceSid).participants(rung.callSid)
  return { ...rung, one, conference: bench.client.conferences(rung.conferenceSid) }
}

async function talking(customer: Partial<Options> = {}, agent: Partial<Options> = {}) {
  const first = await ring(CUSTOMER, { label: 'customer', ...customer })
  await until(async () => expect((await first.one.fetch()).status).toBe('connected'))
  const second = await ring(AGENT, { label: 'agent', ...agent })
  await until(async () => expect((await second.one.fetch()).status).toBe('connected'))
  return { customer: first, agent: second, conference: first.conference }
}

const hears = (number: string, hz: number | null) =>
  until(async () => expect(await bench.phones.hears(number)).toBe(hz))

describe('adding a participant', () => {
  test('to a name that no conference has makes the conference', async () => {
    const { conference } = await talking()
    expect(await conference.fetch()).toMatchObject({ friendlyName: 'Room', status: 'in-progress' })
  })

  test('its label takes the place of its Call SID in the URL', async () => {
    const { conference, agent } = await talking()
    expect(await conference.participants('agent').fetch()).toMatchObject({
      callSid: agent.callSid,
      label: 'agent',
      muted: false,
      hold: false,
      coaching: false,
      endConferenceOnExit: false,
      startConferenceOnEnter: true,
    })
  })

  test('Muted: it joins muted', async () => {
    await talking({}, { muted: true })
    await hears(AGENT, 400)
    // Of the last second some may be the music to which the customer waited.
    await until(async () => expect(await bench.phones.hears(CUSTOMER)).toBeNull())
  })

  test('EndConferenceOnExit: when it leaves, the conference ends', async () => {
    const { conference, customer } = await talking({}, { endConferenceOnExit: true })
    await bench.phones.act(AGENT, 'hangup')
    await until(async () => expect((await conference.fetch()).status).toBe('completed'))
    expect(await bench.status(customer.callSid)).toBe('completed')
  })

  test('StatusCallback: tells of its call, as that of the Call resource does', async () => {
    await ring(AGENT, {
      statusCallback: `${bench.app.baseUrl}/agent`,
      statusCallbackEvent: ['ringing', 'answered'],
    })
    await until(() =>
      expect(bench.app.at('/agent').map((each) => each['CallStatus'])).toEqual([
        'ringing',
        'in-progress',
      ]),
    )
  })

  test('Timeout: who does not answer in time is no participant, and its call is no-answer', async () => {
    await bench.phones.behave(AGENT, { answers: 'never' })
    const agent = await ring(AGENT, { timeout: 10 })
    await until(async () => expect(await bench.status(agent.callSid)).toBe('ringing'))
    await bench.pass(16)
    await until(async () => expect(await bench.status(agent.callSid)).toBe('no-answer'))
    await expect(agent.one.fetch()).rejects.toMatchObject({ status: 404, code: 20404 })
  })
})

describe('updating a participant', () => {
  test('Hold: it hears the HoldUrl, and the others hear it no more, until it is taken back', async () => {
    const { conference } = await talking()
    const customer = conference.participants('customer')
    const holdUrl = `${bench.app.baseUrl}/tone/1000.wav`
    expect(await customer.update({ hold: true, holdUrl, holdMethod: 'GET' })).toMatchObject({
      hold: true,
    })
    await hears(CUSTOMER, 1000)
    await hears(AGENT, null)
    await customer.update({ hold: false })
    await hears(CUSTOMER, 700)
  })

  test('EndConferenceOnExit: can be set while the participant talks', async () => {
    const { conference } = await talking()
    await conference.participants('agent').update({ endConferenceOnExit: true })
    await bench.phones.act(AGENT, 'hangup')
    await until(async () => expect((await conference.fetch()).status).toBe('completed'))
  })
})

describe('reading participants', () => {
  test('Muted and Hold: the list has those who are so', async () => {
    const { conference } = await talking()
    await conference.participants('customer').update({ hold: true })
    await conference.participants('agent').update({ muted: true })
    const labels = async (filter: { hold?: boolean; muted?: boolean }) =>
      (await conference.participants.list(filter)).map(({ label }) => label)
    expect(await labels({ hold: true })).toEqual(['customer'])
    expect(await labels({ muted: true })).toEqual(['agent'])
    expect(await labels({})).toEqual(['customer', 'agent'])
  })

  test('participants whose call has new TwiML or has ended are not there any more', async () => {
    const { conference, customer, agent } = await talking()
    await bench.client.calls(customer.callSid).update({ twiml: '<Response><Pause/></Response>' })
    await until(async () => expect(await conference.participants.list()).toHaveLength(1))
    await expect(customer.one.fetch()).rejects.toMatchObject({ status: 404 })
    await expect(agent.one.fetch()).resolves.toMatchObject({ label: 'agent' })
  })
})

test('deleting a participant kicks it out of the conference', async () => {
  const { conference, agent } = await talking()
  expect(await agent.one.remove()).toBe(true)
  await until(async () => expect(await bench.status(agent.callSid)).toBe('completed'))
  expect((await conference.participants.list()).map(({ label }) => label)).toEqual(['customer'])
})
