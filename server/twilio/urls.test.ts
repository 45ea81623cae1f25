import { expect, test } from 'vitest'
import { Secret } from '../config/secret.ts'
import { createUrlSignatures } from './url-signatures.ts'
import { createUrls } from './urls.ts'

const urlSignatures = createUrlSignatures(new Secret('x'.repeat(32)))
const urls = createUrls('https://desk.example.com/phone', urlSignatures)

test.each([
  ['voice', urls.voice],
  ['client', urls.client],
  ['assignment', urls.assignment],
  ['events', urls.events],
  ['moment', urls.moment],
  ['conferenceLeft', urls.conferenceLeft('c1', 'customer')],
  ['legStatus', urls.legStatus('c1', 'customer')],
  ['conferenceStatus', urls.conferenceStatus('c1', 1)],
  ['recordingStatus', urls.recordingStatus('c1')],
])('%s: Twilio tries again what fails by no fault of its own', (_, url) => {
  const overrides = new URLSearchParams(new URL(url).hash.slice(1))
  expect(overrides.get('rp')?.split(',').toSorted()).toEqual(['5xx', 'ct', 'rt'])
  expect(Number(overrides.get('rc'))).toBeGreaterThan(0)
  // Twilio waits 15 s in all: what is silent must leave room for one more try.
  expect(2 * Number(overrides.get('rt'))).toBeLessThan(15_000)
  expect(2 * Number(overrides.get('ct'))).toBeLessThan(15_000)
})

test('the call’s id stays in the query, which is signed and sealed', () => {
  const { pathname, searchParams } = new URL(urls.legStatus('c1', 'a b'))
  expect(pathname).toBe('/phone/webhooks/voice/leg-status')
  expect(Object.fromEntries(searchParams)).toEqual({
    callId: 'c1',
    partyId: 'a b',
    seal: expect.stringMatching(/^[\w-]{43}$/),
  })
})

test('a Conference’s reports say which of the call’s it is', () => {
  const { searchParams } = new URL(urls.conferenceStatus('c1', 3))
  expect(Object.fromEntries(searchParams)).toMatchObject({ callId: 'c1', place: '3' })
})
