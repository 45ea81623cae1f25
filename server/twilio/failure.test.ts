import { describe, expect, it } from 'vitest'
import { TwilioError, failureIn, failureOf, readErrorAnswer, retryAfterIn } from './failure.ts'

describe('what an answer means', () => {
  it.each([
    // Over.
    [404, 20404, 'gone'],
    [404, null, 'gone'],
    [410, null, 'gone'],
    [400, 21220, 'gone'],
    // A final no.
    [400, 20001, 'refused'],
    [400, 21210, 'refused'],
    [403, 20403, 'refused'],
    [412, 20412, 'refused'],
    // To be asked again.
    [408, null, 'unavailable'],
    [409, 20409, 'unavailable'],
    [425, null, 'unavailable'],
    [429, 20429, 'unavailable'],
    [429, null, 'unavailable'],
    [400, 16021, 'unavailable'],
    [500, 20500, 'unavailable'],
    [503, null, 'unavailable'],
    // For somebody to repair.
    [401, 20003, 'misconfigured'],
    [403, 20003, 'misconfigured'],
    [403, 20008, 'misconfigured'],
    [402, null, 'misconfigured'],
  ])('%i with code %s is %s', (status, code, kind) => {
    expect(failureIn({ status, code, message: 'no', retryAfterMs: null }).kind).toBe(kind)
  })

  it('no answer at all may be asked for again', () => {
    expect(failureOf(new Error('timeout of 10000ms exceeded'))).toMatchObject({
      kind: 'unavailable',
      status: null,
    })
  })

  it('keeps what Twilio says about when to ask again', () => {
    const busy = { status: 429, code: 20429, message: 'Too Many Requests', retryAfterMs: 7000 }
    expect(failureOf(new TwilioError(busy))).toMatchObject({ retryAfterMs: 7000 })
  })
})

describe('an answer is read', () => {
  const read = (body: unknown) => readErrorAnswer({ statusCode: 503, body, headers: {} }, 0)

  it.each([
    ['in the older form', { code: 20503, message: 'broken' }, { code: 20503, message: 'broken' }],
    ['as text', '{"code":20503,"message":"broken"}', { code: 20503, message: 'broken' }],
    ['in RFC 9457’s', { title: 'Broken', code: 20503 }, { code: 20503, message: 'Broken' }],
    ['from a proxy', '<html>Bad gateway</html>', { code: null, message: 'HTTP status 503' }],
    ['of nothing', null, { code: null, message: 'HTTP status 503' }],
  ])('%s', (_, body, expected) => {
    expect(read(body)).toMatchObject(expected)
  })

  const now = Date.UTC(2026, 0, 5, 12)
  it.each([
    ['7', 7000],
    ['0', 0],
    ['Mon, 05 Jan 2026 12:00:09 GMT', 9000],
    ['Mon, 05 Jan 2026 11:00:00 GMT', 0],
    ['86400', 120_000],
    ['soon', null],
    ['', null],
  ])('Retry-After: %s', (value, ms) => {
    expect(retryAfterIn({ 'retry-after': value }, now)).toBe(ms)
  })

  it('without Retry-After', () => {
    expect(retryAfterIn({}, now)).toBeNull()
  })
})
