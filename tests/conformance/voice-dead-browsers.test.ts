import type { Browser, Page } from '@playwright/test'
import twilio from 'twilio'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { control } from '../../server/sandbox/rest/testing/control.ts'
import { launchChromium } from '../e2e/harness/chromium.ts'
import { startBench, until } from './bench.ts'
import type { Bench } from './bench.ts'
import { openDevicePage } from './device-page.ts'

/**
 * The unmodified Voice SDK in a real browser that dies in a conference. https://www.twilio.com/docs/voice/limitations-and-edge-cases,
 * github.com/twilio/twilio-voice.js #118 and #210
 */

const SECONDS = 3
const soon = 15_000

let bench: Bench
let browser: Browser
let page: Page
beforeEach(async () => {
  bench = await startBench()
  const { description } = bench
  await control(description.baseUrl, 'POST', '/dead-clients', { deadClientSeconds: SECONDS })
  browser = await launchChromium()
  page = await openDevicePage(browser, description, tokenFor('ann'))
})
afterEach(async () => {
  await browser.close()
  await bench.close()
})

function tokenFor(identity: string): string {
  const { accountSid, apiKeySid, apiKeySecret } = bench.description
  const { AccessToken } = twilio.jwt
  const token = new AccessToken(accountSid, apiKeySid, apiKeySecret, { identity })
  token.addGrant(new AccessToken.VoiceGrant({ incomingAllow: true }))
  return token.toJwt()
}

/** Ann's browser has answered, and speaks in the conference. */
async function participantAnn(): Promise<string> {
  const { app, client, number } = bench
  const { callSid } = await client.conferences('Room').participants.create({
    from: number,
    to: 'client:ann',
    statusCallback: `${app.baseUrl}/leg`,
    conferenceStatusCallback: `${app.baseUrl}/conference`,
    conferenceStatusCallbackEvent: ['join', 'leave'],
  })
  await until(
    async () => expect(await page.evaluate(() => window.happened)).toContain('incoming'),
    soon,
  )
  await page.evaluate(() => window.call.accept())
  await until(() => expect(events()).toEqual(['participant-join']), soon)
  await until(
    async () =>
      expect(await page.evaluate(() => window.connection.connectionState)).toBe('connected'),
    soon,
  )
  return callSid
}

const events = () => bench.app.at('/conference').map((each) => each['StatusCallbackEvent'])

/** Its call goes on for a while, and then ends as if it had hung up; how many seconds that took. */
async function leaves(callSid: string): Promise<number> {
  const since = performance.now()
  await until(() => expect(events()).toEqual(['participant-join', 'participant-leave']), soon)
  const seconds = (performance.now() - since) / 1000
  expect(bench.app.at('/conference').at(-1)).toMatchObject({
    CallSid: callSid,
    ReasonParticipantLeft: 'participant_hung_up',
  })
  await until(() => expect(bench.app.at('/leg')).toMatchObject([{ CallStatus: 'completed' }]))
  return seconds
}

function signal(name: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT', pids: readonly number[]): void {
  for (const pid of pids) process.kill(pid, name)
}

async function browserPids(): Promise<number[]> {
  const cdp = await browser.newBrowserCDPSession()
  const { processInfo } = await cdp.send('SystemInfo.getProcessInfo')
  return processInfo.map(({ id }) => id)
}

test('a browser that is killed leaves after the time that is set', async () => {
  const callSid = await participantAnn()
  signal('SIGKILL', await browserPids())
  expect(await leaves(callSid)).toBeGreaterThan(SECONDS - 0.5)
})

test('a browser from which nothing comes leaves after the time that is set, and hears so when it is back', async () => {
  const callSid = await participantAnn()
  const pids = await browserPids()
  signal('SIGSTOP', pids)
  const seconds = await leaves(callSid).finally(() => signal('SIGCONT', pids))
  expect(seconds).toBeGreaterThan(SECONDS - 0.5)
  await until(
    async () => expect(await page.evaluate(() => window.call.status())).toBe('closed'),
    soon,
  )
})

test('a browser that is left says goodbye, and leaves at once', async () => {
  const callSid = await participantAnn()
  await page.goto('about:blank')
  expect(await leaves(callSid)).toBeLessThan(SECONDS - 0.5)
})
