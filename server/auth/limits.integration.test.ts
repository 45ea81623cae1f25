import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { paths } from '../contract/commands.ts'
import { session } from '../contract/session.ts'
import type { Session } from '../contract/session.ts'
import { bearer, openOffice } from '../testing/office.ts'
import type { Office } from '../testing/office.ts'

/*
 * A company behind one proxy, and strangers who are not. The proxy is this test: it says from where a request comes.
 */

const HOME = '192.0.2.1'
const STRANGER = '198.51.100.9'

let office: Office
let url: string
async function open(trusted: string): Promise<void> {
  office = await openOffice({ environment: { CORDBOARD_TRUSTED_PROXIES: trusted } })
  await office.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = office.app.server.address() as AddressInfo
  url = `http://127.0.0.1:${port}`
}
beforeEach(() => open('loopback'))
afterEach(() => office.close())

async function post(path: string, body: unknown, from: string): Promise<Response> {
  return fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': from },
    body: JSON.stringify(body),
  })
}
const signIn = (password: string, from: string, username = 'ada') =>
  post(paths.session, { username, password, delivery: 'body' }, from)
const refresh = (refreshToken: string | undefined, from: string) =>
  post(paths.sessionRefresh, { delivery: 'body', refreshToken }, from)
const held = async (reply: Response): Promise<Session> => session.parse(await reply.json())

describe('55 guesses at once', () => {
  it('are five guesses, and keep the owner out of nothing', async () => {
    const desk = await held(await signIn('cordboard', HOME))
    const replies = await Promise.all(
      Array.from({ length: 55 }, (_, guess) => signIn(`guess ${guess}`, STRANGER)),
    )
    const statuses = replies.map(({ status }) => status)
    expect(statuses.filter((status) => status === 401)).toHaveLength(5)
    expect(statuses.filter((status) => status === 429)).toHaveLength(50)
    const waits = replies.flatMap(({ headers }) => headers.get('retry-after') ?? [])
    expect(new Set(waits)).toEqual(new Set(['1']))
    expect((await refresh(desk.refreshToken, HOME)).status).toBe(200)
    expect((await signIn('cordboard', HOME)).status).toBe(200)
    expect((await signIn('cordboard', STRANGER)).status).toBe(429)
  })
})

it('a desk is never refused a refresh or a sign-out for what others ask', async () => {
  let desk = await held(await signIn('cordboard', HOME))
  await Promise.all(Array.from({ length: 100 }, () => refresh('no token', HOME)))
  for (let time = 0; time < 70; time += 1) {
    const reply = await refresh(desk.refreshToken, HOME)
    expect(reply.status).toBe(200)
    desk = await held(reply)
  }
  const out = { method: 'DELETE', headers: { ...bearer(desk), 'x-forwarded-for': HOME } }
  expect((await fetch(url + paths.session, out)).status).toBe(204)
})

it('commands without end are refused to the session that gives them, and to no other', async () => {
  const [ada, grace] = [await office.signIn('ada'), await office.signIn('grace')]
  const ask = (desk: Session) => office.app.inject({ url: paths.targets, headers: bearer(desk) })
  const replies = []
  for (let time = 0; time < 601; time += 1) replies.push((await ask(ada)).statusCode)
  expect(new Set(replies.slice(0, 600))).toEqual(new Set([200]))
  expect(replies.at(-1)).toBe(429)
  expect((await ask(grace)).statusCode).toBe(200)
})

it('webhooks that nobody has signed are not told of without end, and keep out none that Twilio signs', async () => {
  const unsigned = () => office.app.inject({ method: 'POST', url: '/webhooks/voice/one-moment' })
  const replies = []
  for (let time = 0; time < 31; time += 1) replies.push((await unsigned()).statusCode)
  expect(replies.slice(0, 30)).toEqual(Array(30).fill(403))
  expect(replies.at(-1)).toBe(429)
  expect((await office.webhook('/webhooks/voice/one-moment', {})).statusCode).toBe(200)
})

it('nobody who is not named says from where a request comes', async () => {
  await office.close()
  await open('')
  const replies = await Promise.all(
    Array.from({ length: 20 }, (_, guess) => signIn(`guess ${guess}`, `198.51.100.${guess}`)),
  )
  expect(replies.filter(({ status }) => status === 401)).toHaveLength(5)
})
