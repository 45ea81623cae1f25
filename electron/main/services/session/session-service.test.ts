import { expect, test } from 'vitest'
import { createLog } from '../../log.ts'
import { createCredentialStore } from '../credentials/credential-store.ts'
import { createSessionService } from './session-service.ts'

const origin = 'https://cordboard.test'
const agent = {
  userId: '1',
  username: 'ada',
  displayName: 'Ada',
  identity: 'tenant_main_user_1',
  role: 'agent',
}

interface Asked {
  readonly what: string
  readonly body: unknown
  readonly bearer: string | null
}

function opened(refreshToken: string): Response {
  return Response.json({
    agent,
    accessToken: `access for ${refreshToken}`,
    accessTokenExpiresAt: '2030-01-01T00:00:00.000Z',
    refreshToken,
  })
}

function refused(status: number, code: string, retryable = false): Response {
  return Response.json({ error: { code, message: code, retryable } }, { status })
}

/** The service against a server that is one function. The store is real; its keychain is missing, so it is in memory. */
function serve(answer: (asked: Asked) => Response | Promise<Response>, address = () => origin) {
  const asked: Asked[] = []
  const credentials = createCredentialStore({
    load: () => Promise.reject(new Error('missing')),
    log: createLog('silent'),
  })
  const service = createSessionService({
    async fetch(url, { method, body, headers }) {
      const question = {
        what: `${method} ${url}`,
        body: typeof body === 'string' ? (JSON.parse(body) as unknown) : null,
        bearer: new Headers(headers).get('authorization'),
      }
      asked.push(question)
      return answer(question)
    },
    origin: address,
    credentials,
  })
  return { service, asked, credentials }
}

test('signing in keeps the refresh token here and gives the page the rest', async () => {
  const { service, asked, credentials } = serve(() => opened('r1'))
  const reply = await service.signIn('ada', 'cordboard')
  expect(reply).toEqual({
    ok: true,
    value: {
      agent,
      accessToken: 'access for r1',
      accessTokenExpiresAt: '2030-01-01T00:00:00.000Z',
    },
  })
  expect(asked).toEqual([
    {
      what: `POST ${origin}/api/session`,
      body: { username: 'ada', password: 'cordboard', delivery: 'body' },
      bearer: null,
    },
  ])
  expect(await credentials.read(origin)).toBe('r1')
})

test('a demo account is signed in by its name', async () => {
  const { service, asked } = serve(() => opened('r1'))
  expect((await service.signInDemo('ada')).ok).toBe(true)
  expect(asked[0]).toEqual({
    what: `POST ${origin}/api/session/demo`,
    body: { username: 'ada', delivery: 'body' },
    bearer: null,
  })
})

test('refreshes at the same time are one refresh, because the server replaces a token at its first use', async () => {
  let count = 1
  const { service, asked } = serve(() => opened(`r${count++}`))
  await service.signIn('ada', 'cordboard')
  const [one, other] = await Promise.all([service.refresh(), service.refresh()])
  expect(one).toBe(other)
  expect((await service.refresh()).ok).toBe(true)
  expect(asked.slice(1).map(({ body }) => body)).toEqual([
    { delivery: 'body', refreshToken: 'r1' },
    { delivery: 'body', refreshToken: 'r2' },
  ])
})

test('a refused token is deleted; one that could not be sent is kept', async () => {
  let down = true
  const { service, asked, credentials } = serve(({ what }) => {
    if (!what.endsWith('/refresh')) return opened('r1')
    if (down) throw new TypeError('fetch failed')
    return refused(401, 'signed-out')
  })
  await service.signIn('ada', 'cordboard')
  expect(await service.refresh()).toMatchObject({
    failure: { code: 'unreachable', retryable: true },
  })
  expect(await credentials.read(origin)).toBe('r1')
  down = false
  expect(await service.refresh()).toMatchObject({ failure: { code: 'signed-out' } })
  expect(await credentials.read(origin)).toBeNull()
  const before = asked.length
  expect(await service.refresh()).toMatchObject({ failure: { code: 'signed-out' } })
  expect(asked).toHaveLength(before)
})

test('sign-out waits for a running refresh, and ends the session with a valid token', async () => {
  const held = Promise.withResolvers<Response>()
  const tokens = [held.promise, opened('r3')]
  const { service, asked, credentials } = serve(async ({ what }) => {
    if (what.endsWith('/refresh')) return (await tokens.shift()) ?? refused(500, 'internal')
    return what.startsWith('DELETE') ? new Response(null, { status: 204 }) : opened('r1')
  })
  await service.signIn('ada', 'cordboard')
  const [refresh, out] = [service.refresh(), service.signOut()]
  held.resolve(opened('r2'))
  expect((await refresh).ok).toBe(true)
  // The keychain is missing here, so the server's word is what makes it good.
  expect(await out).toEqual({ ok: true, value: {} })
  expect(asked.slice(-2)).toEqual([
    {
      what: `POST ${origin}/api/session/refresh`,
      body: { delivery: 'body', refreshToken: 'r2' },
      bearer: null,
    },
    { what: `DELETE ${origin}/api/session`, body: null, bearer: 'Bearer access for r3' },
  ])
  expect(await credentials.read(origin)).toBeNull()
})

test.each([
  ['is unreachable', () => Promise.reject(new TypeError('fetch failed')), false],
  ['has ended the session already', () => refused(401, 'signed-out'), true],
])('without a keychain, sign-out if the server %s', async (_name, answer, ok) => {
  const { service, credentials } = serve(({ what }) =>
    what.endsWith('/api/session') && !what.startsWith('DELETE') ? opened('r1') : answer(),
  )
  await service.signIn('ada', 'cordboard')
  expect((await service.signOut()).ok).toBe(ok)
  expect(await credentials.read(origin)).toBeNull()
})

test('each server has its own token', async () => {
  let address = origin
  const { service, credentials } = serve(
    ({ what }) => opened(what),
    () => address,
  )
  await service.signIn('ada', 'cordboard')
  address = 'https://other.test'
  expect(await service.refresh()).toMatchObject({ failure: { code: 'signed-out' } })
  expect(await credentials.read(origin)).toBe(`POST ${origin}/api/session`)
})

test.each([
  ['our error', refused(401, 'wrong-credentials'), 'wrong-credentials', false],
  ['an error of a newer server', refused(409, 'moved-house', true), 'internal', true],
  ['a web page', new Response('<html>', { status: 200 }), 'unreachable', false],
  ['a proxy’s error page', new Response('Bad gateway', { status: 502 }), 'unreachable', true],
  ['a session without its token', Response.json({ agent }), 'unreachable', false],
])('reports %s as what it is', async (_name, response, code, retryable) => {
  const { service } = serve(() => response)
  expect(await service.signIn('ada', 'cordboard')).toMatchObject({
    ok: false,
    failure: { code, retryable },
  })
})

test('the welcome drops what it does not know', async () => {
  const { service, asked } = serve(() =>
    Response.json({ product: 'Cordboard', version: '2', demoAccounts: [], newer: true }),
  )
  expect(await service.welcome()).toEqual({
    ok: true,
    value: {
      product: 'Cordboard',
      version: '2',
      // Servers from before there were versions speak the first.
      protocol: { version: 1, oldest: 1 },
      demoAccounts: [],
      // An older server does not say it.
      customerPage: null,
    },
  })
  expect(asked).toEqual([{ what: `GET ${origin}/api/welcome`, body: null, bearer: null }])
})
