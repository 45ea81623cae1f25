import { afterEach, beforeEach, expect, test } from 'vitest'
import { control } from '../../server/sandbox/rest/testing/control.ts'
import { CUSTOMER, startBench, until } from './bench.ts'
import type { Bench } from './bench.ts'

/** https://www.twilio.com/docs/voice/make-calls, voice/api/call-resource, api/errors/22005, api/errors/20429 */

let bench: Bench
beforeEach(async () => {
  bench = await startBench()
  await control(bench.description.baseUrl, 'POST', '/time', { frozen: true })
})
afterEach(() => bench.close())

const limit = (limits: object) => control(bench.description.baseUrl, 'POST', '/limits', limits)

const make = (statusCallback = '') =>
  bench.client.calls.create({
    from: bench.number,
    to: CUSTOMER,
    twiml: '<Response/>',
    ...(statusCallback !== '' && { statusCallback, statusCallbackEvent: ['initiated'] }),
  })

const begun = () =>
  bench.app.at('/status').map(({ CallSid, CallStatus }) => [CallSid, CallStatus] as const)

test('one call a second: the others are queued, and queue_time says how long', async () => {
  await limit({ callsPerSecond: 1 })
  const url = `${bench.app.baseUrl}/status`
  const [first, second, third] = [await make(url), await make(url), await make(url)]
  expect([first, second, third].map(({ queueTime }) => queueTime)).toEqual(['0', '1000', '2000'])
  await until(() => expect(begun()).toEqual([[first.sid, 'initiated']]))
  expect(await bench.status(third.sid)).toBe('queued')
  await bench.pass(1)
  await until(() => expect(begun()).toHaveLength(2))
  // Docs: a queued call can be canceled.
  await bench.client.calls(third.sid).update({ status: 'canceled' })
  await bench.pass(10)
  expect(await bench.status(third.sid)).toBe('canceled')
  expect(begun().map(([sid]) => sid)).toEqual([first.sid, second.sid])
})

test('calls that would wait for more than 24 hours are refused: 22005', async () => {
  await limit({ callsPerSecond: 0.001 })
  for (let n = 0; n < 87; n++) await make()
  await expect(make()).rejects.toMatchObject({ status: 400, code: 22005 })
})

test.each([
  [false, ['0', '0']],
  [true, ['0', '1000']],
])('Participants, where they count (%s)', async (queuesParticipants, queueTimes) => {
  await limit({ callsPerSecond: 1, queuesParticipants })
  const invite = () =>
    bench.client.conferences('room').participants.create({ from: bench.number, to: CUSTOMER })
  const made = [await invite(), await invite()]
  expect(made.map(({ queueTime }) => queueTime)).toEqual(queueTimes)
})

test('too many requests at a time: 429 with 20429, which are not carried out', async () => {
  await limit({ concurrentRequests: 1 })
  const { baseUrl } = bench.description
  await control(baseUrl, 'POST', '/rest-faults', { does: 'hang', method: 'GET', path: '/Calls' })
  const hangs = new AbortController()
  const { accountSid, authToken } = bench.description
  const path = `${baseUrl}/api/2010-04-01/Accounts/${accountSid}/Calls.json`
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`
  const held = fetch(path, { headers: { authorization }, signal: hangs.signal }).catch(() => null)
  await until(() => expect(make()).rejects.toMatchObject({ status: 429, code: 20429 }))
  hangs.abort()
  await held
  const made = await until(make)
  expect((await bench.client.calls.list()).map(({ sid }) => sid)).toContain(made.sid)
})
