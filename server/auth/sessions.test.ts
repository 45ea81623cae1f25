import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { paths } from '../contract/commands.ts'
import { bearer, openOffice } from '../testing/office.ts'
import type { Office } from '../testing/office.ts'
import { ACCESS_MS } from './access-tokens.ts'
import { GRACE_MS, REFRESH_MS } from './session-store.ts'

let office: Office
beforeEach(async () => {
  office = await openOffice({ signedIn: false })
})
afterEach(() => office.close())

const right = { username: ' Ada ', password: 'cordboard', delivery: 'body' }

async function access(token: Record<string, string>): Promise<number> {
  const reply = await office.app.inject({ url: paths.twilioAccess, headers: token })
  return reply.statusCode
}

async function refresh(refreshToken: string | undefined) {
  return office.post(paths.sessionRefresh, { delivery: 'body', refreshToken })
}

describe('signing in', () => {
  it('gives a session that opens the API for minutes', async () => {
    const reply = await office.post(paths.session, right)
    expect(reply.statusCode).toBe(200)
    expect(reply.json()).toMatchObject({
      agent: { identity: 'tenant_main_user_ada', role: 'agent' },
    })
    const token = bearer(reply.json())
    expect(await access(token)).toBe(200)
    office.clock.advance(ACCESS_MS + 1000)
    expect(await access(token)).toBe(401)
  })

  it.each([
    ['a wrong password', { ...right, password: 'Cordboard' }],
    ['an unknown name', { ...right, username: 'nobody' }],
  ])('refuses %s in the same words', async (_, body) => {
    const reply = await office.post(paths.session, body)
    expect(reply.statusCode).toBe(401)
    expect(reply.json()).toEqual({
      error: { code: 'wrong-credentials', message: 'wrong-credentials', retryable: false },
    })
  })

  it('refuses fields that the contract does not know', async () => {
    const reply = await office.post(paths.session, { ...right, admin: true })
    expect(reply.json()).toMatchObject({ error: { code: 'invalid-request' } })
  })

  it('slows guessing down, also with the right password, until time has passed', async () => {
    for (let guess = 0; guess < 5; guess += 1) {
      await office.post(paths.session, { ...right, password: `guess ${guess}` })
    }
    const early = await office.post(paths.session, right)
    expect(early.statusCode).toBe(429)
    expect(early.headers['retry-after']).toBe('1')
    office.clock.advance(1000)
    expect((await office.post(paths.session, right)).statusCode).toBe(200)
  })

  it('at another desk ends the session before', async () => {
    const first = bearer(await office.signIn('ada'))
    const second = bearer(await office.signIn('ada'))
    expect(await access(first)).toBe(401)
    expect(await access(second)).toBe(200)
  })
})

describe('refreshing', () => {
  it('rotates the token', async () => {
    const { refreshToken } = await office.signIn('ada')
    const reply = await refresh(refreshToken)
    expect(reply.statusCode).toBe(200)
    expect(reply.json().refreshToken).not.toBe(refreshToken)
    expect((await refresh(reply.json().refreshToken)).statusCode).toBe(200)
  })

  it('whose answer was lost is answered the same again, however often it is asked', async () => {
    const { refreshToken } = await office.signIn('ada')
    const lost = (await refresh(refreshToken)).json()
    office.clock.advance(GRACE_MS - 1)
    const replies = [await refresh(refreshToken), await refresh(refreshToken)]
    expect(replies.map(({ statusCode }) => statusCode)).toEqual([200, 200])
    // One successor, whichever of the answers arrived: two tabs, or a cookie that comes late, do not part.
    expect(replies.map((reply) => reply.json().refreshToken)).toEqual([
      lost.refreshToken,
      lost.refreshToken,
    ])
    const [again] = replies
    expect(again === undefined ? null : await access(bearer(again.json()))).toBe(200)
    expect((await refresh(lost.refreshToken)).statusCode).toBe(200)
  })

  it('with a token whose successor was used ends the whole session', async () => {
    const { refreshToken } = await office.signIn('ada')
    const next = (await refresh(refreshToken)).json()
    const newest = (await refresh(next.refreshToken)).json()
    const stolen = await refresh(refreshToken)
    expect(stolen.json()).toMatchObject({ error: { code: 'signed-out' } })
    expect((await refresh(newest.refreshToken)).statusCode).toBe(401)
    expect(await access(bearer(newest))).toBe(401)
  })

  it('with a token that was replaced too long ago ends the whole session', async () => {
    const { refreshToken } = await office.signIn('ada')
    const next = (await refresh(refreshToken)).json()
    office.clock.advance(GRACE_MS)
    expect((await refresh(refreshToken)).statusCode).toBe(401)
    expect((await refresh(next.refreshToken)).statusCode).toBe(401)
  })

  it('again and again does not make the time any longer', async () => {
    const { refreshToken } = await office.signIn('ada')
    await refresh(refreshToken)
    office.clock.advance(GRACE_MS - 1)
    expect((await refresh(refreshToken)).statusCode).toBe(200)
    office.clock.advance(1)
    expect((await refresh(refreshToken)).statusCode).toBe(401)
  })

  it('by two at once gives both the same', async () => {
    const { refreshToken } = await office.signIn('ada')
    const replies = await Promise.all([refresh(refreshToken), refresh(refreshToken)])
    const [one, other] = replies.map((reply) => reply.json().refreshToken as string)
    expect(one).toBe(other)
    expect((await refresh(one)).statusCode).toBe(200)
  })

  it('does not bring back a session that was signed out meanwhile', async () => {
    const held = await office.signIn('ada')
    await refresh(held.refreshToken)
    await office.app.inject({ method: 'DELETE', url: paths.session, headers: bearer(held) })
    expect((await refresh(held.refreshToken)).statusCode).toBe(401)
  })

  it('ends after a week', async () => {
    const { refreshToken } = await office.signIn('ada')
    office.clock.advance(REFRESH_MS)
    expect((await refresh(refreshToken)).statusCode).toBe(401)
  })

  it('keeps no usable token on disk', async () => {
    const { refreshToken } = await office.signIn('ada')
    const next = (await refresh(refreshToken)).json()
    const rows = await office.store.selectFrom('refresh_tokens').selectAll().execute()
    expect(rows).toHaveLength(2)
    expect(JSON.stringify(rows)).not.toContain(refreshToken)
    expect(JSON.stringify(rows)).not.toContain(next.refreshToken)
  })

  it('by cookie never shows the token to the page', async () => {
    const body = { username: 'ada', delivery: 'cookie' }
    const entry = await office.post(paths.sessionDemo, body)
    expect(entry.json().refreshToken).toBeUndefined()
    const [cookie] = entry.cookies
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/api/session' })
    expect(cookie).toMatchObject({ secure: true })
    const held = { cookie: `${cookie?.name}=${cookie?.value}` }
    const reply = await office.post(paths.sessionRefresh, { delivery: 'cookie' }, held)
    expect(reply.statusCode).toBe(200)
    expect(reply.cookies[0]?.value).not.toBe(cookie?.value)
    // The answer was lost, so the browser still has the cookie from before.
    const again = await office.post(paths.sessionRefresh, { delivery: 'cookie' }, held)
    expect(again.statusCode).toBe(200)
    expect(again.cookies[0]?.value).toBe(reply.cookies[0]?.value)
  })
})

it('signing out ends the session at once', async () => {
  const held = await office.signIn('ada')
  const reply = await office.app.inject({
    method: 'DELETE',
    url: paths.session,
    headers: bearer(held),
  })
  expect(reply.statusCode).toBe(204)
  expect(await access(bearer(held))).toBe(401)
  expect((await refresh(held.refreshToken)).statusCode).toBe(401)
})

it.each(['', 'Bearer', 'Bearer x.y.z', 'Basic YTpi'])('%j opens nothing', async (authorization) => {
  expect(await access({ authorization })).toBe(401)
})

it('lets the desktop’s page ask, and no other page', async () => {
  const ours = await welcomeHeaders('app://cordboard')
  const theirs = await welcomeHeaders('https://evil.example')
  expect(ours['access-control-allow-origin']).toBe('app://cordboard')
  expect(theirs['access-control-allow-origin']).toBeUndefined()
  expect(theirs['content-security-policy']).toContain("script-src 'self'")
  expect(theirs['content-security-policy']).not.toMatch(/unsafe/)
})

async function welcomeHeaders(origin: string) {
  return (await office.app.inject({ url: paths.welcome, headers: { origin } })).headers
}
