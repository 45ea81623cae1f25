import twilio from 'twilio'
import { expect, it } from 'vitest'
import { WebhookSigning } from '../../server/sandbox/webhooks/signing.ts'

const url = 'https://example.com/webhooks/voice/inbound?callId=c1'
const params = { CallSid: 'CA1', From: '+15005550006' }

it('signs with the auth token until it is told to sign with the shared key, and back', () => {
  const signing = new WebhookSigning('token')
  const byToken = signing.headersFor(url, params)
  expect(byToken['x-twilio-webhooks-signature-settings']).toBeUndefined()
  expect(twilio.validateRequest('token', byToken['x-twilio-signature'] ?? '', url, params)).toBe(
    true,
  )
  signing.change('shared-key')
  const byKey = signing.headersFor(url, params)
  const settings = byKey['x-twilio-webhooks-signature-settings'] ?? ''
  expect(settings).toBe(`key=${signing.key.id},algorithm=HMAC_SHA256`)
  const valid = (algorithm?: string) =>
    twilio.validateRequest(
      signing.key.secret,
      byKey['x-twilio-signature'] ?? '',
      url,
      params,
      algorithm,
    )
  expect([valid('HMAC_SHA256'), valid()]).toEqual([true, false])
  signing.restore()
  expect(signing.headersFor(url, params)).toEqual(byToken)
})
