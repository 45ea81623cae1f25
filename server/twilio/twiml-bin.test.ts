import { expect, it } from 'vitest'
import { Secret } from '../config/secret.ts'
import { isSignedByTwilio } from './signature.ts'
import { isTwimlBin, signBinRequest } from './twiml-bin.ts'

const bin = 'https://handler.twilio.com/twiml/EH0123456789abcdef0123456789abcdef'

it.each([
  [bin, true],
  ['https://handler.twilio.com.example.com/twiml/EH1', false],
  ['https://cdn.example.com/handler.twilio.com', false],
])('knows where TwiML Bins are: %s', (url, is) => {
  expect(isTwimlBin(url)).toBe(is)
})

it('signs as Twilio does, names the account, and does not send the token', () => {
  const account = { accountSid: 'AC1', authToken: 'the token' }
  const { url, headers } = signBinRequest(`${bin}?Song=1#rc=3`, account)
  expect(url).toBe(`${bin}?Song=1&AccountSid=AC1`)
  const secrets = { authTokens: [new Secret('the token')], sharedKeys: new Map<string, Secret>() }
  const signature = headers['X-Twilio-Signature']
  const request = { signature, settings: undefined, url, params: {} }
  expect(isSignedByTwilio(secrets, request)).toBe(true)
  expect(JSON.stringify({ url, headers })).not.toContain('the token')
})
