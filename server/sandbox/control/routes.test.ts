import fastify from 'fastify'
import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { decodeWav } from '../media/wav.ts'
import { createSimulation } from '../network/testing/simulation.ts'
import { systemClock } from '../clock.ts'
import { createTestExchange } from '../telephony/testing/test-exchange.ts'
import { createDebuggerLog } from '../debugger/debugger-log.ts'
import { createRestFaults } from '../http/rest-faults.ts'
import { SteeredClock } from '../steered-clock.ts'
import { createWebhookFaults } from '../webhooks/faulty-sender.ts'
import { controlRoutes } from './routes.ts'

const ANN = '+15005551001'
const OURS = '+15005550001'

let sim: ReturnType<typeof createSimulation>
let app: FastifyInstance

beforeEach(async () => {
  sim = createSimulation()
  app = fastify()
  await app.register(
    controlRoutes({
      ...sim,
      clock: new SteeredClock(sim.clock),
      centre: () => ({ numbers: [OURS], available: 0 }),
      more: [],
      restFaults: createRestFaults(),
      webhookFaults: createWebhookFaults(),
      debuggerLog: createDebuggerLog(systemClock),
      voice: createTestExchange().services,
    }),
    { prefix: '/sandbox' },
  )
})
afterEach(() => app.close())

async function call(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) {
  const response = await app.inject({
    method,
    url: `/sandbox${path}`,
    ...(body && { payload: body }),
  })
  const json = String(response.headers['content-type']).startsWith('application/json')
  return { status: response.statusCode, body: json ? response.json() : null, raw: response }
}

const post = (path: string, body?: object) => call('POST', path, body)
const get = (path: string) => call('GET', path)

test('a phone is made, seen, listed and taken away', async () => {
  const made = await post('/phones', { number: ANN, behaviour: { answers: { afterSeconds: 1 } } })
  const view = {
    number: ANN,
    behaviour: { answers: { afterSeconds: 1 }, plays: 'silence' },
    call: null,
    hears: { dbfs: -100, hz: null },
    digitsHeard: '',
  }
  expect(made).toMatchObject({ status: 201, body: view })
  expect((await get(`/phones/${ANN}`)).body).toEqual(view)
  expect((await get(`/phones/${encodeURIComponent(ANN)}`)).body).toEqual(view)
  expect((await get('/phones')).body.phones).toContainEqual(view)
  expect((await call('DELETE', `/phones/${ANN}`)).status).toBe(204)
  expect((await get(`/phones/${ANN}`)).status).toBe(404)
})

test('without a behaviour a phone waits for commands', async () => {
  expect((await post('/phones', { number: ANN })).body.behaviour).toEqual({
    answers: 'manual',
    plays: 'silence',
  })
})

test('a customer’s call from dialling to hanging up', async () => {
  await post('/phones', { number: ANN, behaviour: { plays: { tone: 440 } } })
  const dialled = await post(`/phones/${ANN}/dial`, { to: OURS })
  const [bridged] = sim.bridge.calls
  expect(dialled).toMatchObject({ status: 202, body: { callSid: bridged?.callSid } })
  sim.bridge.accept(bridged!)
  bridged!.leg.write(new Int16Array(160).fill(3))
  sim.ticker.advance(1)
  expect((await get(`/phones/${ANN}`)).body.call).toMatchObject({
    state: 'in-progress',
    direction: 'outgoing',
    from: ANN,
    to: OURS,
    endedAt: null,
    endReason: null,
  })
  expect((await post(`/phones/${ANN}/digits`, { digits: '12' })).status).toBe(200)
  expect(bridged!.log).toEqual(['digit 1', 'digit 2'])
  const heard = await get(`/phones/${ANN}/heard.wav`)
  expect(heard.raw.headers['content-type']).toBe('audio/wav')
  expect([...decodeWav(heard.raw.rawPayload)]).toEqual(Array.from({ length: 160 }, () => 3))
  const over = await post(`/phones/${ANN}/hangup`)
  expect(over.body.call).toMatchObject({ state: 'ended', endReason: 'hung-up' })
})

test('a ringing phone is answered by hand', async () => {
  await post('/phones', { number: ANN })
  const ringing = sim.bridge.ring(sim.network.phoneLeg(ANN)!, OURS, ANN)
  const answered = await post(`/phones/${ANN}/answer`)
  expect(answered.body.call.state).toBe('in-progress')
  expect(ringing.log).toEqual(['ringing', 'answered'])
})

test.each<['GET' | 'POST' | 'DELETE', string, object | undefined, number, string, RegExp]>([
  ['POST', '/phones', {}, 400, 'bad-request', /number/u],
  ['POST', '/phones', { number: '5551234' }, 400, 'bad-request', /E\.164/u],
  [
    'POST',
    '/phones',
    { number: ANN, behaviour: { answer: 'never' } },
    400,
    'bad-request',
    /answer/u,
  ],
  [
    'POST',
    '/phones',
    { number: ANN, behaviour: { plays: { tone: 9 } } },
    400,
    'bad-request',
    /plays/u,
  ],
  [
    'POST',
    '/phones',
    { number: ANN, behaviour: { plays: { wav: 'x' } } },
    400,
    'bad-sound',
    /base64/u,
  ],
  ['GET', `/phones/${ANN}`, undefined, 404, 'no-such-phone', /POST phones/u],
  ['DELETE', `/phones/${ANN}`, undefined, 404, 'no-such-phone', /POST phones/u],
  ['POST', `/phones/${ANN}/dial`, { to: OURS }, 404, 'no-such-phone', /POST phones/u],
  ['POST', '/phones/+15005550103/dial', {}, 400, 'bad-request', /to/u],
  ['POST', '/phones/+15005550103/answer', undefined, 409, 'no-call', /not ringing/u],
  ['POST', '/phones/+15005550103/hangup', undefined, 409, 'no-call', /no call/u],
  ['POST', '/phones/+15005550103/digits', { digits: '1' }, 409, 'no-call', /answered/u],
  ['POST', '/phones/+15005550103/digits', { digits: 'one' }, 400, 'bad-request', /Digits/u],
  ['GET', '/phones/+15005550103/heard.wav', undefined, 409, 'no-call', /no call yet/u],
  ['GET', '/nothing', undefined, 404, 'not-found', /no such address/u],
  ['POST', '/customer/phones/x/hangup', undefined, 404, 'no-such-phone', /open the page/u],
])('%s %s %j is %i %s', async (method, path, body, ...expected) => {
  const [status, code, message] = expected
  const answer = await call(method, path, body)
  expect(answer).toMatchObject({ status, body: { error: { code } } })
  expect(answer.body.error.message).toMatch(message)
})

test('a phone in a call is not remade', async () => {
  await post('/phones', { number: ANN })
  await post(`/phones/${ANN}/dial`, { to: OURS })
  expect(await post('/phones', { number: ANN })).toMatchObject({
    status: 409,
    body: { error: { code: 'phone-in-use' } },
  })
})

test('a request without a body may call itself JSON; broken JSON is refused', async () => {
  const headers = { 'content-type': 'application/json' }
  const url = '/sandbox/phones/+15005550103/hangup'
  const empty = await app.inject({ method: 'POST', url, headers, payload: '' })
  expect(empty.json().error.code).toBe('no-call')
  const broken = await app.inject({ method: 'POST', url, headers, payload: '{' })
  expect(broken.json().error).toEqual({ code: 'bad-request', message: 'The body is not JSON.' })
})

test.each([
  ['another machine', { remoteAddress: '192.0.2.7' }],
  ['a name that only resolves to loopback', { headers: { host: 'evil.example:80' } }],
  ['a page of another site', { headers: { origin: 'https://evil.example' } }],
  ['a page without an origin of its own', { headers: { origin: 'null' } }],
])('%s is refused', async (_, options) => {
  const response = await app.inject({ method: 'GET', url: '/sandbox/phones', ...options })
  expect(response.statusCode).toBe(403)
  expect(response.json().error.code).toBe('forbidden')
})

test.each(['127.0.0.1:4010', 'localhost', '[::1]:80'])('%s is this machine', async (host) => {
  const headers = { host, origin: `http://${host}` }
  const response = await app.inject({ method: 'GET', url: '/sandbox/phones', headers })
  expect(response.statusCode).toBe(200)
})

test('the customer page gets the number to call, so that nobody has to type it', async () => {
  expect(await get('/customer/centre')).toMatchObject({ status: 200, body: { numbers: [OURS] } })
})

test('webhook faults are set, listed and cleared; a wrong one is refused', async () => {
  const fault = { does: 'drop', path: '/webhooks', event: 'participant-hold', times: 2 }
  expect((await post('/webhook-faults', fault)).status).toBe(201)
  const left = async () => (await get('/webhook-faults')).body
  expect(await left()).toEqual({
    faults: [{ ...fault, afterMs: 1000, status: 500, probability: 1, seed: expect.any(Number) }],
  })
  expect((await post('/webhook-faults', { does: 'lose' })).status).toBe(400)
  await call('DELETE', '/webhook-faults')
  expect(await left()).toEqual({ faults: [] })
})

test('faults of the REST API are set, listed and cleared; a wrong one is refused', async () => {
  const fault = { method: 'POST', path: '/Recordings/', status: 503, times: 2 }
  expect((await post('/rest-faults', fault)).status).toBe(201)
  const left = async () => (await get('/rest-faults')).body
  expect(await left()).toEqual({
    faults: [
      {
        ...fault,
        does: 'fail',
        param: null,
        code: 20500,
        afterMs: 1000,
        afterwards: false,
        probability: 1,
        seed: expect.any(Number),
      },
    ],
  })
  expect((await post('/rest-faults', { status: 200 })).status).toBe(400)
  expect((await post('/rest-faults', { does: 'ignore' })).body.error.message).toMatch(/param/u)
  await call('DELETE', '/rest-faults')
  expect(await left()).toEqual({ faults: [] })
})

test('a fault by chance says its seed and goes on until it is cleared', async () => {
  const odds = { probability: 0.3, seed: 7 }
  for (const [path, fault] of [
    ['/rest-faults', { status: 429 }],
    ['/webhook-faults', { does: 'drop' }],
  ] as const) {
    expect((await post(path, { ...fault, ...odds })).body.faults).toMatchObject([
      { ...odds, times: null },
    ])
  }
  expect((await get('/rest-faults')).body.faults).toMatchObject([{ code: 20429 }])
})

test('a setting changes alone; one that does not exist, or a wrong value, changes nothing', async () => {
  const before = (await get('/settings')).body
  expect(before).toMatchObject({ waitFile: 'once', ringKeepsConference: true })
  const changed = { ...before, ringKeepsConference: false }
  expect((await post('/settings', { ringKeepsConference: false })).body).toEqual(changed)
  expect((await post('/settings', { waitFile: 'twice' })).body.error.message).toMatch(/waitFile/u)
  expect((await post('/settings', { waitFiles: 'once' })).status).toBe(400)
  expect((await get('/settings')).body).toEqual(changed)
})

test('time is frozen, advanced and runs again; a wrong step is refused', async () => {
  const before = Date.parse((await get('/time')).body.now)
  expect((await post('/time', { frozen: true, advanceMs: 90_000 })).body).toEqual({
    now: new Date(before + 90_000).toISOString(),
    frozen: true,
    waitingTimers: 0,
  })
  sim.clock.advance(5000)
  expect(Date.parse((await get('/time')).body.now)).toBe(before + 90_000)
  expect((await post('/time', { frozen: false })).body.frozen).toBe(false)
  sim.clock.advance(5000)
  expect(Date.parse((await get('/time')).body.now)).toBe(before + 95_000)
  expect((await post('/time', { advanceMs: -1 })).status).toBe(400)
})

test('a phone shows a name, or withholds its number', async () => {
  await post('/phones', { number: ANN })
  const dial = async (shown: object) => {
    await post(`/phones/${ANN}/dial`, { to: OURS, ...shown })
    const { attempt } = sim.bridge.calls.at(-1) ?? {}
    await post(`/phones/${ANN}/hangup`)
    return [attempt?.from, attempt?.callerName]
  }
  expect(await dial({ name: 'Marta Oliveira' })).toEqual([ANN, 'Marta Oliveira'])
  expect(await dial({ name: 'Marta Oliveira', withheld: true })).toEqual(['+266696687', undefined])
  expect((await post(`/phones/${ANN}/dial`, { to: OURS, name: ' ' })).status).toBe(400)
})

test('the application says where its pages are, on this machine alone', async () => {
  const links = [{ text: 'Be ada', url: 'http://127.0.0.1:4000/#demo=ada' }]
  expect((await post('/links', { links })).status).toBe(200)
  expect((await get('/customer/centre')).body).toEqual({ numbers: [OURS], available: 0, links })
  for (const url of ['https://example.com/', 'javascript:alert(1)', 'http://127.0.0.1.evil.com/']) {
    expect((await post('/links', { links: [{ text: 'Be ada', url }] })).status).toBe(400)
  }
  expect((await get('/links')).body).toEqual({ links })
})
