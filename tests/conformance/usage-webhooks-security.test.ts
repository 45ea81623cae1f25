import { createHmac } from 'node:crypto'
import twilio from 'twilio'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { CUSTOMER, startBench, until } from './bench.ts'
import type { Bench } from './bench.ts'

/** https://www.twilio.com/docs/usage/webhooks/webhooks-security */

let bench: Bench
beforeEach(async () => {
  bench = await startBench()
  await bench.phones.behave(CUSTOMER, { answers: { afterSeconds: 0 } })
})
afterEach(() => bench.close())

/** The first request that Twilio makes to the URL of a new call. */
async function asked(url: string, method: 'GET' | 'POST' = 'POST') {
  await bench.client.calls.create({ from: bench.number, to: CUSTOMER, url, method })
  return until(() => {
    const [request] = bench.app.received
    if (!request) throw new Error('nothing was asked')
    return request
  })
}

test('the signature is the HMAC-SHA1 of the URL and the sorted POST parameters, with the auth token', async () => {
  const { url, params, signature } = await asked(`${bench.app.baseUrl}/voice`)
  const sorted = Object.keys(params)
    .toSorted()
    .map((name) => name + params[name])
  const expected = createHmac('sha1', bench.description.authToken)
    .update([url, ...sorted].join(''))
    .digest('base64')
  expect(signature).toBe(expected)
})

test('the full URL is signed, with the query string', async () => {
  const { url, params, signature } = await asked(`${bench.app.baseUrl}/voice?step=2&name=a%20b`)
  expect(url).toContain('?step=2&name=a%20b')
  expect(twilio.validateRequest(bench.description.authToken, signature, url, params)).toBe(true)
})

test('a GET has its parameters in the URL alone', async () => {
  const { url, params, signature } = await asked(`${bench.app.baseUrl}/voice`, 'GET')
  expect(params).toEqual({})
  expect(url).toContain('CallSid=CA')
  expect(twilio.validateRequest(bench.description.authToken, signature, url, {})).toBe(true)
})

test.each([
  ['another auth token', (token: string, url: string) => [token.replaceAll(/./gu, '0'), url]],
  ['another URL', (token: string, url: string) => [token, url.replace('/voice', '/other')]],
] as const)('a request that was signed for %s is not valid', async (_, change) => {
  const { url, params, signature } = await asked(`${bench.app.baseUrl}/voice`)
  const [token = '', other = ''] = change(bench.description.authToken, url)
  expect(twilio.validateRequest(token, signature, other, params)).toBe(false)
})

test('a parameter that was changed on the way makes the request invalid', async () => {
  const { url, params, signature } = await asked(`${bench.app.baseUrl}/voice`)
  const forged = { ...params, From: '+15005550199' }
  expect(twilio.validateRequest(bench.description.authToken, signature, url, forged)).toBe(false)
})
