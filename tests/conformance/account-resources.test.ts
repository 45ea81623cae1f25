import { afterAll, beforeAll, expect, test } from 'vitest'
import { CUSTOMER, startBench, until } from './bench.ts'
import type { Bench } from './bench.ts'

/**
 * https://www.twilio.com/docs/phone-numbers/api, iam/api/account, iam/api-keys, usage/api/usage-record,
 * voice/api/call-event-resource, voice/api/call-notification-resource, taskrouter/api/worker
 */

let bench: Bench
beforeAll(async () => {
  bench = await startBench()
})
afterAll(() => bench.close())

/** What no method of the package shows: the status, and the plain answer. */
async function raw(path: string, init: RequestInit = {}) {
  const { baseUrl, accountSid, authToken } = bench.description
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`
  const response = await fetch(`${baseUrl}${path}`, { ...init, headers: { authorization } })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

const account = () => `/api/2010-04-01/Accounts/${bench.description.accountSid}`

test('the Account has its auth token', async () => {
  const { accountSid, authToken } = bench.description
  expect((await bench.client.api.v2010.accounts(accountSid).fetch()).authToken).toBe(authToken)
})

test('a number without an application says null', async () => {
  const [number] = await bench.client.incomingPhoneNumbers.list({ limit: 1 })
  expect(number).toMatchObject({ voiceApplicationSid: null, smsApplicationSid: null })
})

test('IncomingPhoneNumbers/Local and /TollFree: numbers of one type', async () => {
  const { local, tollFree } = bench.client.incomingPhoneNumbers
  const [offer] = await bench.client.availablePhoneNumbers('US').tollFree.list({ limit: 1 })
  const phoneNumber = offer?.phoneNumber ?? ''
  expect(phoneNumber).toMatch(/^\+1888/)
  await expect(local.create({ phoneNumber })).rejects.toMatchObject({ code: 21422 })
  await tollFree.create({ phoneNumber })
  expect((await tollFree.list()).map((number) => number.phoneNumber)).toEqual([phoneNumber])
  expect((await local.list()).map((number) => number.phoneNumber)).toContain(bench.number)
  expect((await local.list()).map((number) => number.phoneNumber)).not.toContain(phoneNumber)
})

test('AvailablePhoneNumbers/US: what is on sale there', async () => {
  const country = await bench.client.availablePhoneNumbers('US').fetch()
  expect(Object.keys(country.subresourceUris)).toEqual(['local', 'toll_free'])
})

test('Balance', async () => {
  expect(await bench.client.balance.fetch()).toMatchObject({ currency: 'USD' })
})

test('SigningKeys are Keys by their older name', async () => {
  const { sid } = await bench.client.newSigningKeys.create({ friendlyName: 'older' })
  expect((await bench.client.signingKeys.list()).map((key) => key.sid)).toContain(sid)
  expect(await bench.client.keys(sid).fetch()).toMatchObject({ friendlyName: 'older' })
  await bench.client.signingKeys(sid).remove()
  await expect(bench.client.keys(sid).fetch()).rejects.toMatchObject({ status: 404 })
})

test('Usage Records by day, month and year', async () => {
  const { daily, monthly, yearly } = bench.client.usage.records
  const of = { category: 'calls', startDate: new Date(Date.now() - 86_400_000) } as const
  expect(await daily.list(of)).toHaveLength(2)
  expect((await monthly.list(of)).length).toBeGreaterThan(0)
  expect((await yearly.list(of)).every(({ category }) => category === 'calls')).toBe(true)
})

test('a Call’s Events are its webhooks, its Notifications what the debugger has of it', async () => {
  await bench.phones.behave(CUSTOMER, { answers: { afterSeconds: 0 } })
  const url = `${bench.app.baseUrl}/nothing`
  bench.serve('/nothing', (response) => response.play('http://127.0.0.1:1/none.wav'))
  const { sid } = await bench.client.calls.create({ from: bench.number, to: CUSTOMER, url })
  const notes = await until(async () => {
    const found = await bench.client.calls(sid).notifications.list()
    expect(found).toMatchObject([{ callSid: sid, errorCode: '11200' }])
    return found
  })
  const one = await bench.client
    .calls(sid)
    .notifications(notes[0]?.sid ?? '')
    .fetch()
  expect(one).toMatchObject({ callSid: sid, errorCode: '11200' })
  const [event] = await bench.client.calls(sid).events.list()
  expect(event?.request).toMatchObject({ method: 'POST', url, parameters: { call_sid: sid } })
  expect(event?.response).toMatchObject({ response_code: 200, content_type: 'text/xml' })
})

test('Workers: names are unique without regard to case', async () => {
  const { workers } = bench.client.taskrouter.v1.workspaces(bench.description.workspaceSid)
  const { workspaceSid } = bench.description
  const workspace = bench.client.taskrouter.v1.workspaces(workspaceSid)
  const dup = await workers.create({ friendlyName: 'Dup' })
  const other = await workers.create({ friendlyName: 'Other' })
  await expect(workers.create({ friendlyName: 'dup' })).rejects.toMatchObject({ status: 400 })
  await expect(workspace.workers(other.sid).update({ friendlyName: 'DUP' })).rejects.toMatchObject({
    status: 400,
  })
  const renamed = await workspace.workers(dup.sid).update({ friendlyName: 'dup' })
  expect(renamed.friendlyName).toBe('dup')
})

test('multipart/form-data is as good as a urlencoded form', async () => {
  const body = new FormData()
  body.append('FriendlyName', 'ü & ß')
  body.append('VoiceUrl', 'https://example.com/voice')
  const made = await raw(`${account()}/Applications.json`, { method: 'POST', body })
  expect(made).toMatchObject({
    status: 201,
    body: { friendly_name: 'ü & ß', voice_url: 'https://example.com/voice' },
  })
})

test('a repeated field of a multipart form is a list', async () => {
  const body = new FormData()
  for (const [name, value] of [
    ['From', bench.number],
    ['To', CUSTOMER],
    ['Twiml', '<Response/>'],
    ['StatusCallback', `${bench.app.baseUrl}/multipart`],
    ['StatusCallbackEvent', 'initiated'],
    ['StatusCallbackEvent', 'completed'],
  ] as const) {
    body.append(name, value)
  }
  await raw(`${account()}/Calls.json`, { method: 'POST', body })
  await until(() =>
    expect(bench.app.at('/multipart').map(({ CallStatus }) => CallStatus)).toEqual([
      'initiated',
      'completed',
    ]),
  )
})

test.each([
  ['/api/2010-04-01/Accounts/AC0/Messages.json?a=1', '/2010-04-01/Accounts/AC0/Messages.json'],
  ['/taskrouter/v1/Nothing', '/v1/Nothing'],
])('404 of %s: the sentence has Twilio’s path', async (path, said) => {
  expect(await raw(path)).toMatchObject({
    status: 404,
    body: { code: 20404, message: `The requested resource ${said} was not found` },
  })
})

test('TaskQueues/RealTimeStatistics by POST answers 200', async () => {
  const { workspaceSid } = bench.description
  const path = `/taskrouter/v1/Workspaces/${workspaceSid}/TaskQueues/RealTimeStatistics`
  expect((await raw(path, { method: 'POST' })).status).toBe(200)
})
