import { request, type IncomingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseNumber } from '../links/parse-link.ts'
import type { AllowedCallers } from './refusals.ts'
import { openIntegrationPort } from './integration-port.ts'

const crm = 'https://crm.test'
const json = { 'content-type': 'application/json' }
const number = '{"number":"+351 21 555 0147"}'

let port = 0
let filled: string[] = []
let placesCalls = true
let onCall = false
let now = 0
let closing: (() => void)[] = []

beforeEach(() => {
  filled = []
  placesCalls = true
  onCall = false
  now = 0
  closing = []
})
afterEach(() => closing.forEach((close) => close()))

async function open(callers: AllowedCallers = { origins: [crm], programs: false }): Promise<void> {
  const phone = {
    version: '1.2.3',
    onCall: () => onCall,
    fill(given: string) {
      const dialled = parseNumber(given)
      if (dialled === null) return 'no-number' as const
      if (!placesCalls) return 'no-outgoing' as const
      filled.push(dialled)
      return 'filled' as const
    },
  }
  const opened = await openIntegrationPort({ port: 0, callers, phone, now: () => now })
  if (opened.kind === 'taken') throw new Error(opened.why)
  port = opened.port
  closing.push(opened.close)
}

interface Reply {
  readonly status: number | undefined
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** Sends a request with these headers alone, a Host of the port's besides. */
async function ask(
  method: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  body = '',
): Promise<Reply> {
  const sent = request({ host: '127.0.0.1', port, method, path, headers, agent: false })
  const replied = new Promise<Reply>((resolve, reject) => {
    sent.once('error', reject)
    sent.once('response', (response) => {
      const { statusCode: status, headers } = response
      text(response).then((body) => resolve({ status, headers, body }), reject)
    })
  })
  sent.end(body)
  return replied
}

const dial = (body = number, headers: Readonly<Record<string, string>> = {}): Promise<Reply> =>
  ask('POST', '/dial', { origin: crm, ...json, ...headers }, body)

function codeOf({ body }: Reply): unknown {
  const { error } = JSON.parse(body) as { error: { code: string; message: string } }
  expect(error.message).not.toBe('')
  return error.code
}

describe('a page of the list', () => {
  beforeEach(() => open())

  it('fills in the dialler and may read the answer', async () => {
    const reply = await dial()
    expect(reply).toMatchObject({ status: 204, body: '' })
    expect(reply.headers['access-control-allow-origin']).toBe(crm)
    expect(reply.headers.vary).toBe('origin')
    expect(filled).toEqual(['+351215550147'])
  })

  it('may name the host localhost, and the text’s encoding', async () => {
    const headers = {
      host: `localhost:${port}`,
      'content-type': 'application/json; charset=utf-8',
    }
    expect((await dial(number, headers)).status).toBe(204)
  })

  it('learns whether there is a call, and nothing else about it', async () => {
    const { status, headers, body } = await ask('GET', '/status', { origin: crm })
    expect(status).toBe(200)
    expect(headers['access-control-allow-origin']).toBe(crm)
    expect(JSON.parse(body)).toEqual({ app: 'Cordboard', version: '1.2.3', onCall: false })
    onCall = true
    expect(JSON.parse((await ask('GET', '/status', { origin: crm })).body)).toEqual({
      app: 'Cordboard',
      version: '1.2.3',
      onCall: true,
    })
  })

  it('waits a second between two numbers', async () => {
    expect((await dial()).status).toBe(204)
    now = 999
    const early = await dial()
    expect([early.status, codeOf(early), early.headers['retry-after']]).toEqual([
      429,
      'too-often',
      '1',
    ])
    now = 1000
    expect((await dial('{"number":"4711"}')).status).toBe(204)
    expect(filled).toEqual(['+351215550147', '4711'])
  })

  it('does not have to wait after a mistake', async () => {
    expect((await dial('{"number":"Ada"}')).status).toBe(422)
    expect((await dial()).status).toBe(204)
  })

  it.each([
    ['/dial', 'POST'],
    ['/status', 'GET'],
  ])(
    'gets an answer to its preflight for %s, for the private network too',
    async (path, method) => {
      const { status, headers } = await ask('OPTIONS', path, {
        origin: crm,
        'access-control-request-method': method,
        'access-control-request-headers': 'content-type',
        'access-control-request-private-network': 'true',
      })
      expect(status).toBe(204)
      expect(headers).toMatchObject({
        'access-control-allow-origin': crm,
        'access-control-allow-methods': method,
        'access-control-allow-headers': 'content-type',
        'access-control-allow-private-network': 'true',
      })
      expect(headers['access-control-allow-credentials']).toBeUndefined()
    },
  )

  it('gets the private network header only when its browser asks', async () => {
    const asked = { origin: crm, 'access-control-request-method': 'POST' }
    const { headers } = await ask('OPTIONS', '/dial', asked)
    expect(headers['access-control-allow-private-network']).toBeUndefined()
  })
})

describe('what is refused and fills in nothing', () => {
  beforeEach(() => open())

  it.each<[what: string, status: number, code: string, reply: () => Promise<Reply>]>([
    [
      'a page of another origin',
      403,
      'wrong-origin',
      () => dial(number, { origin: 'https://a.test' }),
    ],
    [
      'its page at another port',
      403,
      'wrong-origin',
      () => dial(number, { origin: `${crm}:8443` }),
    ],
    ['a page of no origin', 403, 'wrong-origin', () => dial(number, { origin: 'null' })],
    ['a program', 403, 'no-origin', () => ask('POST', '/dial', json, number)],
    ['a program’s question', 403, 'no-origin', () => ask('GET', '/status')],
    [
      'a name that was pointed here',
      403,
      'wrong-host',
      () => dial(number, { host: `crm.test:${port}` }),
    ],
    ['another port’s host', 403, 'wrong-host', () => dial(number, { host: '127.0.0.1:80' })],
    ['a host without a port', 403, 'wrong-host', () => dial(number, { host: 'localhost' })],
    ['a GET that would dial', 405, 'wrong-method', () => ask('GET', '/dial', { origin: crm })],
    ['a POST to the status', 405, 'wrong-method', () => ask('POST', '/status', { origin: crm })],
    ['another path', 404, 'not-found', () => ask('POST', '/', { origin: crm, ...json }, number)],
    [
      'a number in the address',
      404,
      'not-found',
      () => ask('POST', '/dial?number=1', { origin: crm }),
    ],
    [
      'a form, which needs no preflight',
      415,
      'wrong-type',
      () => dial(number, { 'content-type': 'text/plain' }),
    ],
    [
      'a type that begins alike',
      415,
      'wrong-type',
      () => dial(number, { 'content-type': 'application/jsonp' }),
    ],
    ['what is no JSON', 400, 'bad-body', () => dial('{"number"')],
    ['nothing', 400, 'bad-body', () => dial('')],
    ['a list', 400, 'bad-body', () => dial('["+351215550147"]')],
    ['a number as a number', 400, 'bad-body', () => dial('{"number":351215550147}')],
    ['more than a number', 400, 'bad-body', () => dial('{"number":"4711","call":true}')],
    ['a word', 422, 'bad-number', () => dial('{"number":"Ada"}')],
    ['a link', 422, 'bad-number', () => dial('{"number":"tel:+351215550147"}')],
    ['markup', 422, 'bad-number', () => dial('{"number":"<img src=x>"}')],
    ['two numbers', 422, 'bad-number', () => dial('{"number":"+4711,+4712"}')],
    ['a long body', 413, 'too-large', () => dial(JSON.stringify({ number: '1'.repeat(1000) }))],
    ['a very long body', 413, 'too-large', () => dial(' '.repeat(5_000_000))],
    [
      'a long body of no stated length',
      413,
      'too-large',
      () => dial(' '.repeat(100_000), { 'transfer-encoding': 'chunked' }),
    ],
  ])('%s: %i %s', async (_what, status, code, asked) => {
    const reply = await asked()
    expect([reply.status, codeOf(reply)]).toEqual([status, code])
    expect(reply.headers['content-type']).toBe('application/json')
    expect(filled).toEqual([])
    // It goes on answering.
    expect((await dial()).status).toBe(204)
  })

  it.each([
    ['another page', { origin: 'https://a.test' }],
    ['a name that was pointed here', { origin: crm, host: 'crm.test' }],
  ])('the preflight of %s', async (_whose, headers) => {
    const asked = {
      'access-control-request-method': 'POST',
      'access-control-request-private-network': 'true',
    }
    const reply = await ask('OPTIONS', '/dial', { ...asked, ...headers })
    expect(reply.status).toBe(403)
    expect(reply.headers['access-control-allow-origin']).toBeUndefined()
    expect(reply.headers['access-control-allow-private-network']).toBeUndefined()
  })
})

it('learns that agents here place no calls, and fills in nothing', async () => {
  await open()
  placesCalls = false
  const reply = await dial()
  expect([reply.status, codeOf(reply)]).toEqual([403, 'no-outgoing'])
  expect(filled).toEqual([])
})

describe('if programs are allowed', () => {
  beforeEach(() => open({ origins: [], programs: true }))

  it('a program fills in the dialler', async () => {
    expect((await ask('POST', '/dial', json, number)).status).toBe(204)
    expect(filled).toEqual(['+351215550147'])
  })

  it('pages are still refused', async () => expect(codeOf(await dial())).toBe('wrong-origin'))

  it('so is a browser that sends no origin', async () => {
    const image = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }
    expect(codeOf(await ask('GET', '/status', image))).toBe('no-origin')
  })
})

it('listens only on loopback, and on no other address of this machine', async () => {
  await open()
  const others = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .map(({ address, scopeid }) => (scopeid ? `${address}%${scopeid}` : address))
    .filter((address) => address !== '127.0.0.1')
  const reached = await Promise.all([...others, '127.0.0.2', '::1'].map(reaches))
  expect(reached).not.toContain(true)
})

function reaches(host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port }, () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

it('a port that is taken is reported', async () => {
  await open()
  const phone = { version: '', onCall: () => false, fill: () => 'filled' as const }
  const callers = { origins: [crm], programs: false }
  expect(await openIntegrationPort({ port, callers, phone, now: () => 0 })).toEqual({
    kind: 'taken',
    why: 'EADDRINUSE',
  })
})

it('once closed nothing listens', async () => {
  await open()
  closing.forEach((close) => close())
  expect(await reaches('127.0.0.1')).toBe(false)
})
