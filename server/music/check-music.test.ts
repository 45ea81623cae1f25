import { afterEach, expect, it, vi } from 'vitest'
import { Secret } from '../config/secret.ts'
import { isSignedByTwilio } from '../twilio/signature.ts'
import { checkMusic } from './check-music.ts'
import type { MusicCheckDeps } from './check-music.ts'

const bin = 'https://handler.twilio.com/twiml/EH0123456789abcdef0123456789abcdef'
const deps: MusicCheckDeps = {
  publicUrl: null,
  fromCloud: false,
  account: { accountSid: 'AC1', authToken: 'the token' },
  timeoutMs: 1000,
}
const secrets = { authTokens: [new Secret('the token')], sharedKeys: new Map<string, Secret>() }

afterEach(() => vi.unstubAllGlobals())

/** A TwiML Bin as Twilio's page has it: it answers only what the account has signed. */
function serveBin() {
  const fetched: typeof fetch = async (url, init) => {
    const signature = new Headers(init?.headers).get('X-Twilio-Signature') ?? undefined
    const request = { signature, settings: undefined, url: String(url), params: {} }
    if (!isSignedByTwilio(secrets, request)) return new Response('', { status: 401 })
    const body = '<Response><Say loop="0">Please wait</Say></Response>'
    return new Response(body, { headers: { 'content-type': 'text/xml' } })
  }
  const spy = vi.fn<typeof fetch>(fetched)
  vi.stubGlobal('fetch', spy)
  return spy
}

it('asks for a TwiML Bin in the name of the account', async () => {
  serveBin()
  expect(await checkMusic([bin], deps)).toEqual([{ url: bin, verdict: 'fine', detail: '' }])
})

it('does not judge a TwiML Bin that it may not read', async () => {
  const spy = serveBin()
  const reports = await checkMusic([bin], { ...deps, account: null })
  expect(reports).toMatchObject([{ url: bin, verdict: 'unchecked' }])
  expect(spy).not.toHaveBeenCalled()
})

it('signs nothing for other hosts', async () => {
  const spy = serveBin()
  const url = 'https://cdn.example.com/music.xml'
  expect(await checkMusic([url], deps)).toMatchObject([{ verdict: 'refused', detail: 'HTTP 401' }])
  expect(spy.mock.calls.map(([, init]) => init?.headers)).toEqual([{}])
})
