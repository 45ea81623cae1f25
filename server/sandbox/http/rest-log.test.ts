import { expect, test } from 'vitest'
import { newAccount } from '../account.ts'
import { createManualClock } from '../network/testing/manual-clock.ts'
import { buildHttpApp } from './rest-app.ts'
import { applyRestFaults, createRestFaults } from './rest-faults.ts'
import { logRest } from './rest-log.ts'

test('keeps what was asked of REST and what was answered, also a failure that was asked for', async () => {
  const account = newAccount()
  const app = buildHttpApp(account)
  const clock = createManualClock()
  const log = logRest(app, clock)
  const faults = createRestFaults()
  applyRestFaults(app, faults, clock)
  app.post('/api/things', () => ({ sid: 'TH1' }))
  app.get('/sandbox/other', () => ({}))
  const pair = Buffer.from(`${account.accountSid}:${account.authToken}`).toString('base64')
  const headers = {
    authorization: `Basic ${pair}`,
    'content-type': 'application/x-www-form-urlencoded',
  }
  const post = () =>
    app.inject({ method: 'POST', url: '/api/things.json?Page=1', headers, payload: 'Hold=true' })
  await app.inject('/sandbox/other')
  await post()
  const fault = { does: 'fail', method: null, path: '/', param: null, afterMs: 0 } as const
  const odds = { status: 503, code: 20500, afterwards: false, probability: 1, seed: 1, times: 1 }
  faults.add({ ...fault, ...odds })
  await post()
  expect(log.list()).toMatchObject([
    { number: 2, answer: { status: 503 } },
    {
      number: 1,
      method: 'POST',
      path: '/api/things.json?Page=1',
      form: { Hold: 'true' },
      answer: { status: 200, text: '{"sid":"TH1"}' },
    },
  ])
  log.clear()
  expect(log.list()).toEqual([])
  await app.close()
})
