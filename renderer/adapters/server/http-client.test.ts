import { describe, expect, it } from 'vitest'
import { accepted } from '../../../server/contract/commands.ts'
import { callServer, type Fetch } from './http-client.ts'

const request = { method: 'POST', path: '/api/calls/c1/hold', reply: accepted } as const

const away: Fetch = () => Promise.reject(new TypeError('Failed to fetch'))

function answering(status: number, body: string): Fetch {
  return async () => new Response(body, { status })
}

describe('a request to the server', () => {
  it('carries the token and the body, and no cookie unless it must', async () => {
    const seen: [string, RequestInit][] = []
    const fetch: Fetch = async (url, init) => {
      seen.push([url, init])
      return new Response('{"accepted":true}')
    }
    await callServer(fetch, 'http://desk.example', {
      ...request,
      body: { notes: 'x' },
      accessToken: 'token-1',
    })
    const [[url, init] = ['', {}]] = seen
    expect(url).toBe('http://desk.example/api/calls/c1/hold')
    expect(init).toMatchObject({ method: 'POST', body: '{"notes":"x"}', credentials: 'omit' })
    expect(init.headers).toMatchObject({
      authorization: 'Bearer token-1',
      'content-type': 'application/json',
    })
  })

  it.each([
    [
      'an answer by the contract',
      200,
      '{"accepted":true}',
      { ok: true, value: { accepted: true } },
    ],
    [
      'an answer that breaks the contract',
      200,
      '{"accepted":"perhaps"}',
      { ok: false, failure: { code: 'internal', retryable: false } },
    ],
    [
      'a refusal',
      409,
      '{"error":{"code":"call-ended","message":"over","retryable":false}}',
      { ok: false, failure: { code: 'call-ended', retryable: false } },
    ],
    [
      'a code that the contract does not have',
      400,
      '{"error":{"code":"novel","message":"?","retryable":false}}',
      { ok: false, failure: { code: 'internal', retryable: false } },
    ],
    [
      "a proxy's error page",
      502,
      '<html>Bad gateway</html>',
      { ok: false, failure: { code: 'unreachable', retryable: true } },
    ],
  ])('understands %s', async (_what, status, body, expected) => {
    expect(await callServer(answering(status, body), '', request)).toEqual(expected)
  })

  it('is unreachable when no answer comes', async () => {
    expect(await callServer(away, '', request)).toEqual({
      ok: false,
      failure: { code: 'unreachable', retryable: true },
    })
  })
})
