import { createHmac } from 'node:crypto'
import { expect, it } from 'vitest'
import { Secret } from '../config/secret.ts'
import { isSignedByTwilio } from './signature.ts'

const authToken = new Secret('12345')
const url = 'https://example.com/webhooks/voice/inbound?callId=c1'
const params = { CallSid: 'CA1', From: '+15005550006' }
const signature = createHmac('sha1', '12345')
  .update(`${url}CallSidCA1From+15005550006`)
  .digest('base64')

it('takes what Twilio signed', () => {
  expect(isSignedByTwilio(authToken, { signature, url, params })).toBe(true)
})

it.each([
  ['no signature', { signature: undefined, url, params }],
  ['an empty signature', { signature: '', url, params }],
  ['another parameter', { signature, url, params: { ...params, CallSid: 'CA2' } }],
  ['an added parameter', { signature, url, params: { ...params, To: '+1' } }],
  ['another query', { signature, url: url.replace('c1', 'c2'), params }],
])('refuses %s', (_, request) => {
  expect(isSignedByTwilio(authToken, request)).toBe(false)
})

it('refuses another account', () => {
  expect(isSignedByTwilio(new Secret('54321'), { signature, url, params })).toBe(false)
})
