import type { Browser, Page } from '@playwright/test'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { voiceToken } from '../../server/sandbox/rest/testing/twilio-client.ts'
import { launchChromium } from '../e2e/harness/chromium.ts'
import { startBench, until } from './bench.ts'
import type { Bench } from './bench.ts'
import { openDevicePage } from './device-page.ts'
import type { PageMessage } from './device-page.ts'

/**
 * https://www.twilio.com/docs/voice/sdks/call-message-events, voice/api/userdefinedmessage-resource,
 * voice/api/userdefinedmessagesubscription-resource
 */

declare global {
  interface Window {
    messages: { event: string; message: PageMessage }[]
  }
}

let browser: Browser
let bench: Bench
let page: Page
let callSid: string
let callback: string
// One page for all: opening one takes longer than any test.
beforeAll(async () => {
  browser = await launchChromium()
  bench = await startBench()
  const { description, app } = bench
  const voiceUrl = bench.serve('/out', (response) => response.gather({ timeout: 3600 }))
  callback = `${app.baseUrl}/messages`
  await bench.client.applications(description.twimlAppSid).update({ voiceUrl })
  page = await openDevicePage(browser, description, voiceToken(description, 'ann'))
})
afterAll(async () => {
  await browser.close()
  await bench.close()
})
beforeEach(async () => {
  bench.app.received.splice(0)
  callSid = await page.evaluate(async () => {
    window.messages = []
    window.happened = []
    window.call = await window.device.connect()
    for (const event of ['messageReceived', 'messageSent'] as const) {
      window.call.on(event, (message) => void window.messages.push({ event, message }))
    }
    window.call.on('error', ({ code }) => void window.happened.push(`error ${code}`))
    await new Promise<void>((resolve) => {
      window.call.on('accept', () => resolve())
    })
    return window.call.parameters['CallSid'] ?? ''
  })
})
afterEach(() => page.evaluate(() => window.device.disconnectAll()))

const USER_DEFINED = 'user-defined-message'

const send = (content: unknown, messageType = USER_DEFINED) =>
  page.evaluate(([given, type]) => window.call.sendMessage({ content: given, messageType: type }), [
    content,
    messageType,
  ] as const)

const seen = () => page.evaluate(() => window.messages)

const subscribe = (options: { method?: string } = {}) =>
  bench.client.calls(callSid).userDefinedMessageSubscriptions.create({ callback, ...options })

test('UserDefinedMessages: the Device receives what the server sends', async () => {
  const content = { key1: 'Hello from the server side.', list: [1, null] }
  const sent = await bench.client
    .calls(callSid)
    .userDefinedMessages.create({ content: JSON.stringify(content) })
  expect(sent).toMatchObject({
    accountSid: bench.description.accountSid,
    callSid,
    sid: expect.stringMatching(/^KX[0-9a-f]{32}$/),
  })
  await until(async () =>
    expect(await seen()).toEqual([
      {
        event: 'messageReceived',
        message: {
          content,
          contentType: 'application/json',
          messageType: USER_DEFINED,
          voiceEventSid: sent.sid,
        },
      },
    ]),
  )
})

test('UserDefinedMessageSubscriptions: the callback gets what the Device sends, in order and signed', async () => {
  const subscription = await subscribe()
  expect(subscription.sid).toMatch(/^ZY[0-9a-f]{32}$/)
  const first = await send({ key1: 'This is a message from the SDK' })
  const second = await send('ü & ß')
  await until(() =>
    expect(bench.app.at('/messages')).toEqual([
      {
        AccountSid: bench.description.accountSid,
        CallSid: callSid,
        Content: '{"key1":"This is a message from the SDK"}',
        ContentType: 'application/json',
        SequenceNumber: '1',
        Sid: first,
        Timestamp: expect.stringMatching(/^\w{3}, \d{2} \w{3} \d{4} [\d:]{8} \+0000$/),
      },
      expect.objectContaining({ Content: '"ü & ß"', SequenceNumber: '2', Sid: second }),
    ]),
  )
  expect(bench.unsigned()).toEqual([])
})

test('messageSent: Twilio has the message, with or without a subscription', async () => {
  const voiceEventSid = await send({ nobody: 'listens' })
  await until(async () =>
    expect(await seen()).toMatchObject([{ event: 'messageSent', message: { voiceEventSid } }]),
  )
  expect(bench.app.at('/messages')).toEqual([])
})

test('a deleted subscription is told no more', async () => {
  const { sid } = await subscribe()
  await send(1)
  await until(() => expect(bench.app.at('/messages')).toHaveLength(1))
  expect(await bench.client.calls(callSid).userDefinedMessageSubscriptions(sid).remove()).toBe(true)
  await send(2)
  await until(async () => expect(await seen()).toHaveLength(2))
  expect(bench.app.at('/messages')).toHaveLength(1)
  await expect(
    bench.client.calls(callSid).userDefinedMessageSubscriptions(sid).remove(),
  ).rejects.toMatchObject({ status: 404, code: 20404 })
})

test('Method=GET: the message is in the query', async () => {
  await subscribe({ method: 'GET' })
  await send({ a: 1 })
  await until(() => expect(bench.app.at('/messages')).toHaveLength(1))
  const request = bench.app.received.find(({ path }) => path === '/messages')
  expect(new URL(request?.url ?? '').searchParams.get('Content')).toBe('{"a":1}')
})

test('IdempotencyKey: the same request twice sends one message', async () => {
  const message = { content: '{"once":true}', idempotencyKey: 'k-1' }
  const { userDefinedMessages } = bench.client.calls(callSid)
  const [first, again] = [
    await userDefinedMessages.create(message),
    await userDefinedMessages.create(message),
  ]
  const other = await userDefinedMessages.create({ ...message, idempotencyKey: 'k-2' })
  expect(again.sid).toBe(first.sid)
  const told = () =>
    seen().then((all) => all.map(({ message: { voiceEventSid } }) => voiceEventSid))
  await until(async () => expect(await told()).toEqual([first.sid, other.sid]))
})

test.each([
  ['that is not JSON', 'hello', 32702],
  ['that is longer than 10,000 characters', JSON.stringify('x'.repeat(10_000)), 32703],
])('Content %s is refused', async (_, content, code) => {
  await expect(
    bench.client.calls(callSid).userDefinedMessages.create({ content }),
  ).rejects.toMatchObject({ status: 400, code })
})

test.each([
  ['a message type that Twilio does not know', () => send({}, 'other'), 'error 31210'],
  ['a message that is too long', () => send('x'.repeat(10_000)), 'error 31212'],
])('%s is an error of the Device, and reaches nobody', async (_, act, error) => {
  await subscribe()
  await act()
  await until(async () => expect(await page.evaluate(() => window.happened)).toContain(error))
  expect(bench.app.at('/messages')).toEqual([])
})

test('a call that is over is no active call', async () => {
  await page.evaluate(() => window.device.disconnectAll())
  await until(async () => expect(await bench.status(callSid)).toBe('completed'))
  for (const attempt of [
    () => bench.client.calls(callSid).userDefinedMessages.create({ content: '{}' }),
    () => subscribe(),
  ]) {
    await expect(attempt()).rejects.toMatchObject({ status: 400 })
  }
})

test('a callback that fails is a warning in the debugger: 32711', async () => {
  callback = 'http://127.0.0.1:9/nobody'
  await subscribe()
  await send({})
  await until(async () =>
    expect(await bench.client.monitor.v1.alerts.list()).toMatchObject([
      { errorCode: '32711', logLevel: 'warning', resourceSid: callSid },
    ]),
  )
})
