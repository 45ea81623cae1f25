import type { Browser, Page } from '@playwright/test'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { control } from '../../server/sandbox/rest/testing/control.ts'
import { voiceToken } from '../../server/sandbox/rest/testing/twilio-client.ts'
import { launchChromium } from '../e2e/harness/chromium.ts'
import { CUSTOMER, startBench, until } from './bench.ts'
import type { Bench } from './bench.ts'
import { openDevicePage } from './device-page.ts'

/** https://www.twilio.com/docs/voice/sdks/javascript/twiliodevice, …/twiliocall, and voice/twiml/client */

let browser: Browser
let bench: Bench
let page: Page
/** Where the present test's `<Dial>` tells how it ended. */
let after: string
let round = 0
// One page for all: opening one takes longer than any test.
beforeAll(async () => {
  browser = await launchChromium()
  bench = await startBench()
  const { description, app } = bench
  await bench.client
    .applications(description.twimlAppSid)
    .update({ voiceUrl: `${app.baseUrl}/out` })
  page = await openDevicePage(browser, description, voiceToken(description, 'ann'))
})
afterAll(async () => {
  await browser.close()
  await bench.close()
})
beforeEach(async () => {
  round += 1
  after = `/after/${round}`
  await bench.phones.make(CUSTOMER, 400)
  await page.evaluate(() => {
    window.happened = []
  })
  bench.app.received.splice(0)
})
afterEach(async () => {
  await page.evaluate(() => window.device.disconnectAll())
  const path = `/phones/${CUSTOMER}`
  await control(bench.description.baseUrl, 'DELETE', path)
})

const happens = (name: string) =>
  until(async () => expect(await page.evaluate(() => window.happened)).toContain(name))

const customerCall = async () => (await bench.phones.view(CUSTOMER))['call']

async function connect(params: Readonly<Record<string, string>> = {}) {
  await page.evaluate(async (given) => {
    window.call = await window.device.connect({ params: given })
  }, params)
}

/** The customer dials in, and the Device rings. */
async function ring() {
  const callSid = await bench.callIn((response) => {
    const client = response.dial({ action: after }).client()
    client.identity('ann')
    client.parameter({ name: 'account', value: 'Zoe & Sons' })
  })
  await happens('incoming')
  return callSid
}

test('device.connect(): the params are sent to the TwiML App’s voice URL', async () => {
  bench.serve('/out', (response) => response.dial({ callerId: bench.number }, CUSTOMER))
  await connect({ customer: '4711', note: 'ü & ß' })
  await until(() =>
    expect(bench.app.at('/out')).toMatchObject([
      {
        customer: '4711',
        note: 'ü & ß',
        From: 'client:ann',
        Direction: 'inbound',
        ApplicationSid: bench.description.twimlAppSid,
      },
    ]),
  )
  await until(async () => expect(await customerCall()).toMatchObject({ from: bench.number }))
  expect(bench.unsigned()).toEqual([])
})

/** A Device that talks with the customer, who hears its keys. */
async function talk() {
  bench.serve('/out', (response) => response.dial({ callerId: bench.number }, CUSTOMER))
  await connect()
  await until(async () => expect(await customerCall()).toMatchObject({ state: 'in-progress' }))
  await until(async () => expect(await page.evaluate(() => window.call.status())).toBe('open'))
  // The Device calls itself open before its media is: until then its keys would go as messages.
  await until(async () =>
    expect(await page.evaluate(() => window.connection.connectionState)).toBe('connected'),
  )
}

const customerHears = (digitsHeard: string) =>
  until(async () => expect(await bench.phones.view(CUSTOMER)).toMatchObject({ digitsHeard }))

const signalledKeys = () => page.evaluate(() => window.signalledKeys.splice(0))

test('call.sendDigits(): the other party hears them, as telephone events', async () => {
  await talk()
  await page.evaluate(() => window.call.sendDigits('42#'))
  await customerHears('42#')
  expect(await signalledKeys()).toEqual([])
})

test('call.sendDigits(): one takes the place of the one before, whose keys are lost', async () => {
  await talk()
  await page.evaluate(() => {
    window.call.sendDigits('1')
    window.call.sendDigits('2')
  })
  await customerHears('2')
  expect(await signalledKeys()).toEqual([])
})

test('call.sendDigits(): without telephone events they go as messages, and none is lost', async () => {
  await page.evaluate(() => {
    window.withoutTelephoneEvents = true
  })
  try {
    await talk()
    await page.evaluate(() => {
      window.call.sendDigits('1')
      window.call.sendDigits('2#')
    })
    await customerHears('12#')
    expect(await signalledKeys()).toEqual(['1', '2#'])
  } finally {
    await page.evaluate(() => {
      window.withoutTelephoneEvents = false
    })
  }
})

test('call.sendDigits(): <Gather> takes them', async () => {
  bench.serve('/out', (response) => response.gather({ action: '/chosen', numDigits: 2 }))
  await connect()
  await until(async () => expect(await page.evaluate(() => window.call.status())).toBe('open'))
  await page.evaluate(() => window.call.sendDigits('17'))
  await until(() => expect(bench.app.at('/chosen')).toMatchObject([{ Digits: '17' }]))
})

test('incoming: the call has its parameters, and <Parameter> arrives as customParameters', async () => {
  const parentCallSid = await ring()
  const seen = await page.evaluate(() => ({
    parameters: window.call.parameters,
    custom: [...window.call.customParameters],
    status: window.call.status(),
  }))
  const [child] = await bench.client.calls.list({ parentCallSid })
  expect(seen).toMatchObject({
    parameters: { From: CUSTOMER, To: 'client:ann', CallSid: child?.sid },
    custom: [['account', 'Zoe & Sons']],
    status: 'pending',
  })
})

test('call.accept() and call.disconnect(): the two talk, and the <Dial> is completed', async () => {
  await ring()
  await page.evaluate(() => window.call.accept())
  await until(() => page.evaluate(() => window.call.status()).then((s) => expect(s).toBe('open')))
  await page.evaluate(() => window.call.disconnect())
  await until(() => expect(bench.app.at(after)).toMatchObject([{ DialCallStatus: 'completed' }]))
})

test('cancel: the caller hangs up before the Device has answered', async () => {
  await ring()
  await bench.phones.act(CUSTOMER, 'hangup')
  await happens('cancel')
  expect(await page.evaluate(() => window.call.status())).toBe('closed')
})

test('call.reject(): the <Dial> ends at once', async () => {
  await ring()
  await page.evaluate(() => window.call.reject())
  await until(() => expect(bench.app.at(after)).toMatchObject([{ DialCallStatus: 'busy' }]))
})

test('call.ignore(): the caller goes on hearing it ring, until the <Dial> has no answer', async () => {
  await ring()
  await page.evaluate(() => window.call.ignore())
  expect(await customerCall()).toMatchObject({ state: 'in-progress' })
  expect(bench.app.at(after)).toEqual([])
  await bench.pass(40)
  await until(() => expect(bench.app.at(after)).toMatchObject([{ DialCallStatus: 'no-answer' }]))
})

test('disconnect: the far end hangs up', async () => {
  const parentCallSid = await ring()
  await page.evaluate(() => window.call.accept())
  await until(() => page.evaluate(() => window.call.status()).then((s) => expect(s).toBe('open')))
  // The Device calls itself open before Twilio has its answer: hung up until then, it would be a cancel.
  await until(async () =>
    expect(await bench.client.calls.list({ parentCallSid })).toMatchObject([
      { status: 'in-progress' },
    ]),
  )
  await bench.phones.act(CUSTOMER, 'hangup')
  await happens('disconnect')
  expect(await page.evaluate(() => window.call.status())).toBe('closed')
})
