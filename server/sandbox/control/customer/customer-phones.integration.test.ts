import type { AddressInfo } from 'node:net'

import fastify from 'fastify'
import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { createTicker } from '../../media/ticker.ts'
import type { Ticker } from '../../media/ticker.ts'
import { behaviourSchema } from '../../network/behaviour.ts'
import { createTelephoneNetwork } from '../../network/network.ts'
import { systemClock } from '../../clock.ts'
import { createTestExchange } from '../../telephony/testing/test-exchange.ts'
import { createDebuggerLog } from '../../debugger/debugger-log.ts'
import { createRestFaults } from '../../http/rest-faults.ts'
import { createWebhookFaults } from '../../webhooks/faulty-sender.ts'
import type { TelephoneNetwork } from '../../network/network.ts'
import { createBridge } from '../../network/testing/bridge.ts'
import type { Bridge } from '../../network/testing/bridge.ts'
import { createManualClock } from '../../network/testing/manual-clock.ts'
import { SteeredClock } from '../../steered-clock.ts'
import { FakeDevice } from '../../signalling/testing/fake-device.ts'
import { controlRoutes } from '../routes.ts'

const OURS = '+15005550001'
const soon = { timeout: 10_000, interval: 20 }

let ticker: Ticker
let clock: ReturnType<typeof createManualClock>
let bridge: Bridge
let network: TelephoneNetwork
let app: FastifyInstance
let base: string
let browser: FakeDevice
let watching: AbortController

beforeEach(async () => {
  ticker = createTicker()
  clock = createManualClock()
  bridge = createBridge(ticker)
  network = createTelephoneNetwork({ ticker, clock, switchboard: bridge })
  app = fastify({ forceCloseConnections: true })
  await app.register(
    controlRoutes({
      network,
      clock: new SteeredClock(clock),
      ticker,
      centre: () => ({ numbers: [OURS], available: 0 }),
      more: [],
      restFaults: createRestFaults(),
      webhookFaults: createWebhookFaults(),
      debuggerLog: createDebuggerLog(systemClock),
      voice: createTestExchange().services,
    }),
    {
      prefix: '/sandbox',
    },
  )
  await app.listen({ port: 0, host: '127.0.0.1' })
  base = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/sandbox/customer/phones`
  browser = new FakeDevice(ticker, 440)
  watching = new AbortController()
})
afterEach(async () => {
  watching.abort()
  await browser.close()
  await app.close()
  ticker.close()
})

interface Reply {
  readonly phone: string
  readonly number: string
  readonly callSid: string
  readonly sdp: string
  readonly error?: { readonly code: string }
}

async function post(path: string, body: object = {}) {
  const response = await fetch(base + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const text = await response.text()
  // Each test reads the fields that the route it asks gives.
  return { status: response.status, body: JSON.parse(text || '{}') as Reply }
}

/** Opens a phone and collects the states that its event stream tells. */
async function openLine(number?: string) {
  const { body } = await post('', number ? { number } : {})
  const states: string[] = []
  const response = await fetch(`${base}/${body.phone}/events`, { signal: watching.signal })
  const read = async () => {
    for await (const chunk of response.body ?? []) {
      for (const [, data] of new TextDecoder().decode(chunk).matchAll(/data: (?<data>.+)/gu)) {
        states.push(JSON.parse(data ?? '').call?.state ?? 'idle')
      }
    }
  }
  read().catch(() => states.push('closed'))
  await vi.waitFor(() => expect(states).toEqual(['idle']), soon)
  return { path: `/${body.phone}`, number: body.number, states }
}

test('a person dials, is heard and hears, presses a key and hangs up', async () => {
  const { path, number, states } = await openLine()
  const answer = await post(`${path}/dial`, { to: OURS, sdp: await browser.offer() })
  const [call] = bridge.calls
  expect(answer).toMatchObject({ status: 202, body: { callSid: call?.callSid } })
  expect(call?.attempt).toMatchObject({ from: number, to: OURS })
  await browser.takeAnswer(answer.body.sdp)
  bridge.accept(call!)

  await network.make(
    '+15005551001',
    behaviourSchema.parse({ answers: { afterSeconds: 0 }, plays: { tone: 1000 } }),
  )
  const other = bridge.ring(network.phoneLeg('+15005551001')!, OURS, '+15005551001')
  clock.advance(0)
  bridge.join(call!, other)
  await vi.waitFor(() => {
    expect(browser.ear.read()).toEqual({ dbfs: expect.closeTo(-20, 0), hz: 1000 })
    const view = network.view('+15005551001')
    expect(view.ok && view.value.hears).toEqual({ dbfs: expect.closeTo(-20, 0), hz: 440 })
  }, soon)

  expect((await post(`${path}/digits`, { digits: '5' })).status).toBe(204)
  expect(call?.log).toEqual(['digit 5'])
  expect((await post(`${path}/hangup`)).status).toBe(204)
  expect(call?.ended).toEqual({ kind: 'hangup' })
  await vi.waitFor(() => expect(states.at(-1)).toBe('ended'), soon)
  expect(new Set(states)).toEqual(new Set(['idle', 'ringing', 'in-progress', 'ended']))
})

test('a person is rung, answers, and is an ordinary phone to others', async () => {
  const { path, states } = await openLine('+15005552001')
  const view = network.view('+15005552001')
  expect(view.ok && view.value.behaviour).toBe('person')
  const call = bridge.ring(network.phoneLeg('+15005552001')!, OURS, '+15005552001')
  await vi.waitFor(() => expect(states.at(-1)).toBe('ringing'), soon)
  const answer = await post(`${path}/answer`, { sdp: await browser.offer() })
  await browser.takeAnswer(answer.body.sdp)
  expect(call.log).toEqual(['ringing', 'answered'])
  await vi.waitFor(() => expect(call.leg.read()).not.toBeNull(), soon)
  bridge.hangUp(call)
  await vi.waitFor(() => expect(states.at(-1)).toBe('ended'), soon)
})

test('an offer that cannot be answered makes no call', async () => {
  const { path } = await openLine()
  const refused = await post(`${path}/dial`, { to: OURS, sdp: 'v=0' })
  expect(refused).toMatchObject({ status: 400, body: { error: { code: 'bad-request' } } })
  expect(bridge.calls).toHaveLength(0)
})

test('a person who changes the number gives the old one back at once', async () => {
  const { path, number } = await openLine()
  expect((await fetch(base + path, { method: 'DELETE' })).status).toBe(204)
  expect(network.view(number).ok).toBe(false)
  expect(await post(`${path}/hangup`)).toMatchObject({ status: 404 })
})

test('a page that is closed frees its number, but not at once', async () => {
  const { number } = await openLine()
  expect(await post('', { number })).toMatchObject({ status: 409 })
  watching.abort()
  await vi.waitFor(async () => expect((await post('', { number })).status).toBe(201), soon)
  clock.advance(9_999)
  expect(network.view(number).ok).toBe(true)
  clock.advance(1)
  expect(network.view(number).ok).toBe(false)
})
