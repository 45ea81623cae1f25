import { afterEach, beforeEach, expect, test } from 'vitest'
import { startRig, until } from '../rest/testing/rig.ts'
import type { Rig } from '../rest/testing/rig.ts'

const CALLER = '+15005551001'
const OTHER = '+15005551002'

let rig: Rig
beforeEach(async () => {
  rig = await startRig()
  await rig.phones.make(CALLER, 400)
})
afterEach(() => rig.close())

async function callThatFails(verbs: string, errors = 1, caller = CALLER): Promise<string> {
  await rig.onCall(verbs)
  const sid = await rig.phones.dial(caller, rig.number)
  await until(() => expect(rig.sandbox.notices()).toHaveLength(errors))
  return sid
}

test('a document that cannot be executed is an Alert with its request and answer', async () => {
  const callSid = await callThatFails('<Sing/>')
  const [alert] = await rig.client.monitor.v1.alerts.list()
  expect(alert).toMatchObject({
    accountSid: rig.description.accountSid,
    errorCode: '12200',
    logLevel: 'error',
    resourceSid: callSid,
    requestMethod: 'POST',
    requestUrl: `${rig.app.baseUrl}/voice`,
  })
  expect(alert?.alertText).toContain('Sing')
  const whole = await rig.client.monitor.v1.alerts(alert?.sid ?? '').fetch()
  expect(whole.responseBody).toBe('<Response><Sing/></Response>')
  expect(new URLSearchParams(whole.requestVariables).get('CallSid')).toBe(callSid)
  await expect(rig.client.monitor.v1.alerts('NO0').fetch()).rejects.toMatchObject({ code: 20404 })
})

test('a document of more than 64 kB is not read', async () => {
  await callThatFails(`<Pause length="1"/><!--${'x'.repeat(64 * 1024)}-->`)
  expect(rig.sandbox.notices()).toMatchObject([
    { code: 11750, message: 'TwiML response body too large' },
  ])
})

test('Alerts are listed by level and by time, the newest first', async () => {
  await callThatFails('<Sing/>')
  await rig.phones.make(OTHER, 500)
  await callThatFails('<Pause lenth="9"/>', 2, OTHER)
  const { alerts } = rig.client.monitor.v1
  expect((await alerts.list()).map(({ logLevel }) => logLevel)).toEqual(['warning', 'error'])
  expect(await alerts.list({ logLevel: 'error' })).toHaveLength(1)
  const day = 24 * 60 * 60 * 1000
  expect(await alerts.list({ startDate: new Date(Date.now() + day) })).toEqual([])
  expect(await alerts.list({ endDate: new Date(Date.now() - day) })).toEqual([])
})

test('the control API shows the entries and forgets them', async () => {
  const callSid = await callThatFails('<Sing/>')
  const url = `${rig.description.baseUrl}/sandbox/debugger`
  const entries = async () => ((await (await fetch(url)).json()) as { entries: unknown }).entries
  expect(await entries()).toMatchObject([
    { errorCode: 12200, logLevel: 'error', resourceSid: callSid, requestMethod: 'POST' },
  ])
  await fetch(url, { method: 'DELETE' })
  expect(await entries()).toEqual([])
})
