import { afterEach, beforeEach, expect, test } from 'vitest'
import { control } from '../../server/sandbox/rest/testing/control.ts'
import { AGENT, CUSTOMER, startBench, until } from './bench.ts'
import type { Bench } from './bench.ts'

/**
 * https://www.twilio.com/docs/voice/api/conference-participant-resource (queue_time), https://www.twilio.com/docs/glossary/cps,
 * https://www.twilio.com/en-us/changelog/queue-time-now-returned-when-creating-new-conference-participant
 */

let bench: Bench
beforeEach(async () => {
  bench = await startBench()
  await steer('/limits', { callsPerSecond: 1, queuesParticipants: true })
  await steer('/time', { frozen: true })
  await bench.phones.make(CUSTOMER, 400)
  await bench.phones.make(AGENT, 700)
})
afterEach(() => bench.close())

const steer = (path: string, body: object) => control(bench.description.baseUrl, 'POST', path, body)

const report = (name: string) => ({
  from: bench.number,
  statusCallback: `${bench.app.baseUrl}/${name}`,
  statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
})

function ring(name: string, to: string) {
  const participants = bench.client.conferences('Room').participants
  return participants.create({ ...report(name), to, label: name })
}

const told = (name: string) => bench.app.at(`/${name}`).map((each) => each['CallStatus'])

/** The order in which calls began, so far. */
const began = () =>
  bench.app.received
    .filter(({ params }) => params['CallStatus'] === 'initiated')
    .map(({ path }) => path)

async function appSid(): Promise<string> {
  const voiceUrl = bench.serve('/app-voice', (response) => response.pause({ length: 60 }))
  return (await bench.client.applications.create({ friendlyName: 'agent', voiceUrl })).sid
}

test('one a second begins, to a client and an App too, and each is told how long it waits', async () => {
  const app = await ring('app', `app:${await appSid()}`)
  const client = await ring('client', 'client:ann')
  const number = await ring('number', AGENT)
  const call = await bench.client.calls.create({
    ...report('call'),
    to: CUSTOMER,
    twiml: '<Response><Pause length="60"/></Response>',
  })
  expect([app, client, number].map((each) => each.queueTime)).toEqual(['0', '1000', '2000'])
  expect(call.queueTime).toBe('3000')
  const one = bench.client.conferences(number.conferenceSid).participants('number')
  expect(await one.fetch()).toMatchObject({ status: 'queued' })

  await until(() => expect(began()).toEqual(['/app']))
  const next = async (ms: number, now: string[]) => {
    await steer('/time', { advanceMs: ms })
    await until(() => expect(began()).toEqual(now))
  }
  await next(999, ['/app'])
  await next(1, ['/app', '/client'])
  await next(1000, ['/app', '/client', '/number'])
  await next(1000, ['/app', '/client', '/number', '/call'])
  // Nobody is registered as this client.
  await until(() => expect(told('client')).toEqual(['initiated', 'no-answer']))
  await steer('/time', { frozen: false })
  await until(() => expect(told('number')).toEqual(['initiated', 'ringing', 'in-progress']))
})

test('a Participant that is removed while it waits gives its place away', async () => {
  await ring('first', CUSTOMER)
  const second = await ring('second', 'client:ann')
  await ring('third', AGENT)
  await bench.client.conferences(second.conferenceSid).participants('second').remove()
  expect((await bench.client.calls(second.callSid).fetch()).status).toBe('canceled')
  await until(() => expect(began()).toEqual(['/first']))
  await steer('/time', { advanceMs: 1000 })
  await until(() => expect(began()).toEqual(['/first', '/third']))
})

test('a call that comes in waits for nobody', async () => {
  await ring('first', AGENT)
  await ring('second', 'client:ann')
  const callSid = await bench.callIn((response) => response.dial().conference('Other'))
  await until(async () => expect(await bench.status(callSid)).toBe('in-progress'))
  expect(told('second')).toEqual([])
})
