import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from '@playwright/test'
import twilio from 'twilio'
import { Worker } from 'twilio-taskrouter'
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  expect,
  onTestFinished,
  test,
  vi,
} from 'vitest'
import { WebSocket } from 'ws'
import { startSandbox } from '../../server/sandbox/sandbox.ts'
import type { Sandbox } from '../../server/sandbox/sandbox.ts'
import { launchChromium } from '../e2e/harness/chromium.ts'
import { openDevicePage } from './device-page.ts'

/** Twilio's unmodified SDKs, and a sandbox that breaks their sockets and expires their tokens. */

let browser: Browser
let sandbox: Sandbox
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())
beforeEach(async () => {
  sandbox = await startSandbox()
})
afterEach(() => sandbox.close())

const { AccessToken } = twilio.jwt

/** No two are the same, also of one second. */
let ttl = 3600

function tokenFor(identity: string, workerSid?: string): string {
  ttl += 1
  const { accountSid, apiKeySid, apiKeySecret, workspaceSid, twimlAppSid } = sandbox.description
  const token = new AccessToken(accountSid, apiKeySid, apiKeySecret, { identity, ttl })
  token.addGrant(
    workerSid === undefined
      ? new AccessToken.VoiceGrant({ incomingAllow: true, outgoingApplicationSid: twimlAppSid })
      : new AccessToken.TaskRouterGrant({ workspaceSid, workerSid, role: 'worker' }),
  )
  return token.toJwt()
}

async function control<T>(method: string, path: string, body?: object): Promise<T> {
  const response = await fetch(`${sandbox.description.baseUrl}/sandbox${path}`, {
    method,
    ...(body && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  })
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`)
  return (await response.json()) as T
}

const soon = { timeout: 15_000, interval: 50 }

const openDevice = () => openDevicePage(browser, sandbox.description, tokenFor('ann'))

test('a Voice SDK Device whose socket breaks comes back and registers again', async () => {
  const page = await openDevice()
  const listed = () => control<{ devices: object[] }>('GET', '/devices')
  expect((await listed()).devices).toMatchObject([{ identity: 'ann', registered: true }])
  expect(await control('POST', '/devices/ann/disconnect')).toEqual({ sockets: 1 })
  const happened = () => page.evaluate(() => window.happened)
  await vi.waitFor(
    async () =>
      expect(await happened()).toEqual(['registered', 'error 31005', 'unregistered', 'registered']),
    soon,
  )
  expect((await listed()).devices).toMatchObject([{ identity: 'ann', registered: true }])
  await page.context().close()
})

test('a Voice SDK Device is told that its token has expired, and a new one is taken', async () => {
  const page = await openDevice()
  await control('POST', '/devices/ann/expire-token')
  const happened = () => page.evaluate(() => window.happened)
  // 20104 is AccessTokenExpired.
  await vi.waitFor(async () => expect(await happened()).toContain('error 20104'), soon)
  await page.evaluate((token) => window.device.updateToken(token), tokenFor('ann'))
  await vi.waitFor(
    async () =>
      expect((await control<{ devices: object[] }>('GET', '/devices')).devices).toMatchObject([
        { identity: 'ann', tokenExpiresAt: expect.any(String) },
      ]),
    soon,
  )
  await page.context().close()
})

test('a Voice SDK call notices that nothing comes to it any more', async () => {
  const page = await openDevice()
  const app = createServer((_request, response) => {
    response.setHeader('content-type', 'text/xml')
    response.end('<Response><Dial callerId="+15005550006">+15005578440</Dial></Response>')
  })
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void app.close())
  // The cast: a server on a port has an address of this form.
  const { port } = app.address() as AddressInfo
  const { baseUrl, accountSid, authToken, twimlAppSid } = sandbox.description
  await fetch(`${baseUrl}/api/2010-04-01/Accounts/${accountSid}/Applications/${twimlAppSid}.json`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` },
    body: new URLSearchParams({ VoiceUrl: `http://127.0.0.1:${port}/` }),
  })
  await page.evaluate(async () => {
    const call = await window.device.connect()
    for (const event of ['accept', 'warning'] as const) {
      call.on(event, (name) => window.happened.push(event === 'warning' ? name : event))
    }
  })
  const happened = () => page.evaluate(() => window.happened)
  await vi.waitFor(async () => expect(await happened()).toContain('accept'), soon)
  const { devices } = await control<{ devices: { callSids: string[] }[] }>('GET', '/devices')
  const callSid = devices[0]?.callSids[0]
  await control('POST', '/media-faults', { callSid, does: 'cut', direction: 'outbound' })
  await vi.waitFor(async () => expect(await happened()).toContain('low-bytes-received'), soon)
  await page.context().close()
})

async function openWorker(): Promise<{ worker: Worker; sid: string; happened: string[] }> {
  const { baseUrl, accountSid, authToken, workspaceSid, eventBridge } = sandbox.description
  const response = await fetch(`${baseUrl}/taskrouter/v1/Workspaces/${workspaceSid}/Workers`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` },
    body: new URLSearchParams({ FriendlyName: 'ann' }),
  })
  const { sid } = (await response.json()) as { sid: string }
  const happened: string[] = []
  const worker = new Worker(tokenFor('ann', sid), {
    ebServer: eventBridge.http,
    wsServer: eventBridge.ws,
    logLevel: 'silent',
  })
  worker.on('ready', () => happened.push('ready'))
  worker.on('disconnected', () => happened.push('disconnected'))
  worker.on('error', () => {})
  await vi.waitFor(() => expect(happened).toEqual(['ready']), soon)
  return { worker, sid, happened }
}

test('a Worker whose socket breaks comes back; with an expired token it does not', async () => {
  vi.stubGlobal('WebSocket', WebSocket)
  const { worker, sid, happened } = await openWorker()
  const listed = async () => (await control<{ workers: object[] }>('GET', '/workers')).workers
  expect(await listed()).toEqual([{ workerSid: sid, friendlyName: 'ann' }])
  await control('POST', '/workers/ann/disconnect')
  await vi.waitFor(() => expect(happened).toEqual(['ready', 'disconnected', 'ready']), soon)

  await control('POST', `/workers/${sid}/expire-token`)
  await vi.waitFor(() => expect(happened.at(-1)).toBe('disconnected'), soon)
  await expect(worker.fetchLatestVersion()).rejects.toThrow(/./u)
  expect(await listed()).toEqual([])
  worker.disconnect()
})
