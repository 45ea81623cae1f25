import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { Secret } from '../config/secret.ts'
import { isSignedByTwilio } from './signature.ts'

const url = 'https://example.com/webhooks/voice/inbound?callId=c1'
const params = { CallSid: 'CA1', From: '+15005550006' }
const signed = `${url}CallSidCA1From+15005550006`

function sign(secret: string, algorithm: 'sha1' | 'sha256' = 'sha1'): string {
  return createHmac(algorithm, secret).update(signed).digest('base64')
}

function secrets(tokens: readonly string[], keys: Readonly<Record<string, string>> = {}) {
  return {
    authTokens: tokens.map((token) => new Secret(token)),
    sharedKeys: new Map(Object.entries(keys).map(([id, secret]) => [id, new Secret(secret)])),
  }
}

const request = { signature: sign('12345'), settings: undefined, url, params }

describe('by the auth token', () => {
  it('is taken as Twilio signed it', () => {
    expect(isSignedByTwilio(secrets(['12345']), request)).toBe(true)
  })

  it.each([
    ['no signature', { ...request, signature: undefined }],
    ['an empty signature', { ...request, signature: '' }],
    ['another parameter', { ...request, params: { ...params, CallSid: 'CA2' } }],
    ['an added parameter', { ...request, params: { ...params, To: '+1' } }],
    ['another query', { ...request, url: url.replace('c1', 'c2') }],
  ])('is refused with %s', (_, changed) => {
    expect(isSignedByTwilio(secrets(['12345']), changed)).toBe(false)
  })

  it('is refused of another account', () => {
    expect(isSignedByTwilio(secrets(['54321']), request)).toBe(false)
  })

  it('is taken of both while the token is rotated, and of the new one alone afterwards', () => {
    const old = request
    const fresh = { ...request, signature: sign('67890') }
    for (const each of [old, fresh]) {
      expect(isSignedByTwilio(secrets(['67890', '12345']), each)).toBe(true)
    }
    expect(isSignedByTwilio(secrets(['67890']), old)).toBe(false)
  })

  it('is refused by a server that has no token', () => {
    const empty = { ...request, signature: sign('') }
    for (const each of [request, empty]) {
      expect(isSignedByTwilio(secrets([], { k1: '12345' }), each)).toBe(false)
    }
  })
})

describe('by a shared key', () => {
  const settings = 'key=k1,algorithm=HMAC_SHA256'
  const byKey = { ...request, signature: sign('shared', 'sha256'), settings }

  it('is taken, also with spaces between', () => {
    const keys = secrets([], { k1: 'shared' })
    expect(isSignedByTwilio(keys, byKey)).toBe(true)
    const spaced = { ...byKey, settings: 'key=k1, algorithm=HMAC_SHA256' }
    expect(isSignedByTwilio(keys, spaced)).toBe(true)
  })

  it('is taken of both while the key is rotated', () => {
    const keys = secrets([], { k1: 'shared', k2: 'other' })
    const fresh = {
      ...byKey,
      signature: sign('other', 'sha256'),
      settings: 'key=k2,algorithm=HMAC_SHA256',
    }
    expect(isSignedByTwilio(keys, byKey)).toBe(true)
    expect(isSignedByTwilio(keys, fresh)).toBe(true)
    expect(isSignedByTwilio(secrets([], { k2: 'other' }), byKey)).toBe(false)
  })

  it.each([
    ['a key that is not ours', { ...byKey, settings: 'key=k9,algorithm=HMAC_SHA256' }],
    ['no key', { ...byKey, settings: 'algorithm=HMAC_SHA256' }],
    ['two keys', { ...byKey, settings: `${settings},key=k9` }],
    [
      'a weaker algorithm',
      { ...byKey, signature: sign('shared'), settings: 'key=k1,algorithm=HMAC_SHA1' },
    ],
    ['no algorithm', { ...byKey, signature: sign('shared'), settings: 'key=k1' }],
    ['two algorithms', { ...byKey, settings: `${settings},algorithm=HMAC_SHA1` }],
    ['an unknown algorithm', { ...byKey, settings: 'key=k1,algorithm=NONE' }],
    ['the settings left out', { ...byKey, settings: undefined }],
    [
      'the settings left out, signed the older way',
      { ...byKey, signature: sign('shared'), settings: '' },
    ],
    ['the auth token in its place', { ...byKey, signature: sign('12345', 'sha256') }],
    ['the auth token, signed its own way', { ...byKey, signature: sign('12345') }],
    [
      'a key’s name that every object has',
      { ...byKey, settings: 'key=constructor,algorithm=HMAC_SHA256' },
    ],
  ])('is refused with %s', (_, changed) => {
    expect(isSignedByTwilio(secrets(['12345'], { k1: 'shared' }), changed)).toBe(false)
  })
})
