import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CallEvent } from '../calls/model/call-event.ts'
import { paths } from '../contract/commands.ts'
import type { SessionEnding } from '../contract/session-ending.ts'
import { ROOT } from '../root.ts'
import { openStore } from '../store/store.ts'
import { aCaller, play, talking } from '../testing/calls.ts'
import { DeskClient } from '../testing/desk-client.ts'
import { assignment, bearer, caller, openOffice } from '../testing/office.ts'
import type { Office, OfficeOptions } from '../testing/office.ts'
import { until } from '../testing/until.ts'
import { webhookPaths } from '../twilio/urls.ts'
import { LOOK_MS } from './live-sessions.ts'

/*
 * Accounts are changed by a process of its own, while the server runs on the same database.
 */

const ADA = 'tenant_main_user_ada'
const connecting = { CallSid: 'CA9', From: `client:${ADA}`, callId: 'call_1' }

let folder: string
let office: Office
let url: string

async function open(options: OfficeOptions = {}): Promise<void> {
  const store = await openStore(join(folder, 'cordboard.sqlite'))
  office = await openOffice({ signedIn: false, ...options, store })
  await office.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = office.app.server.address() as AddressInfo
  url = `http://127.0.0.1:${port}`
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cordboard-accounts-'))
  await open()
})
afterEach(async () => {
  await office.close()
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
})

async function accounts(...command: readonly string[]): Promise<void> {
  const env = { ...process.env, CORDBOARD_DATA: folder }
  const child = spawn(process.execPath, [join(ROOT, 'server', 'accounts.ts'), ...command], { env })
  child.stdin.end('another password\n')
  const [code] = (await once(child, 'exit')) as [number]
  expect(code).toBe(0)
}

async function openDesk(): Promise<DeskClient> {
  const desk = await DeskClient.signIn(url, 'ada')
  await desk.twilioAccess()
  await desk.sees('its snapshot', ({ revision }) => revision)
  await desk.prove()
  return desk
}

/** What Twilio was asked of the call's legs. A leg may be told twice to end. */
function asked(): readonly (readonly [string, unknown])[] {
  const of = office.gateway.requests.flatMap(([method, argument]) =>
    method === 'redirectCall' || method === 'endCall' ? [[method, argument] as const] : [],
  )
  return [...new Map(of.map((each) => [JSON.stringify(each), each])).values()]
}

describe.each<[string, SessionEnding]>([
  ['remove', 'account-removed'],
  ['disable', 'account-disabled'],
  ['password', 'password-changed'],
  ['sign-out', 'signed-out-everywhere'],
])('accounts %s', (command, because) => {
  it('is over everywhere within seconds, also in the middle of a call', async () => {
    const desk = await openDesk()
    expect(office.presence.canBeRung(ADA)).toBe(true)
    await office.calls.begin(play(aCaller(), talking).call)
    await accounts(command, 'ada')
    office.clock.advance(LOOK_MS)

    await until('the desk is told', () => desk.signedOut)
    expect(desk.signedOutBecause).toBe(because)
    await until('its socket is closed', () => !office.realtime.connectedAgents().includes(ADA))
    await until('the Worker is out of routing', () => office.gateway.of('setActivity').length > 0)
    expect(office.presence.canBeRung(ADA)).toBe(false)

    // Nobody hangs up on the customer, who is moved before the agent's leg ends.
    await until('the leg is told to end', () => asked().length === 2)
    expect(asked()).toEqual([
      ['redirectCall', { callSid: 'CA-customer', twiml: expect.stringContaining('>call_1-3<') }],
      ['endCall', 'CA-agent'],
    ])
    expect(office.calls.find('call_1')?.phase.kind).toBe('queued')

    const { refreshToken } = desk.session
    const refreshed = await office.post(paths.sessionRefresh, { delivery: 'body', refreshToken })
    expect(refreshed.statusCode).toBe(401)
    const access = await office.app.inject({
      url: paths.twilioAccess,
      headers: bearer(desk.session),
    })
    expect(access.statusCode).toBe(401)
    desk.close()
  })
})

describe('a Device whose token outlives its session', () => {
  beforeEach(async () => {
    const desk = await openDesk()
    desk.close()
  })

  it('is neither rung nor chosen', async () => {
    await office.webhook(webhookPaths.inbound, caller)
    const [call] = office.calls.all()
    await accounts('sign-out', 'ada')
    office.clock.advance(LOOK_MS)
    await until('the Worker is out of routing', () => office.gateway.of('setActivity').length > 0)
    const chosen = await office.webhook(webhookPaths.assignment, assignment(call?.callId ?? ''))
    expect(chosen.json()).toEqual({ instruction: 'reject', activity_sid: 'WA-offline' })
    expect(office.gateway.of('ring')).toEqual([])
  })

  it('joins no conversation, though its agent is part of it', async () => {
    await office.calls.begin(play(aCaller(), talking).call)
    await office.store
      .updateTable('sessions')
      .set({ ended_at: 1, ended_because: 'session-copied' })
      .execute()
    office.clock.advance(LOOK_MS)
    const reply = async () => (await office.webhook(webhookPaths.client, connecting)).body
    await until('its TwiML is a refusal', async () => (await reply()).includes('<Reject'))
    // A renewal that went wrong is no decision of anybody: who talks goes on, and signs in over the call.
    expect(asked()).toEqual([])
    const again = await DeskClient.signIn(url, 'ada')
    expect(await reply()).toContain('<Conference')
    again.close()
  })
})

it('a readiness report of a session that is over proves nothing and ends it', async () => {
  const desk = await openDesk()
  await accounts('disable', 'ada')
  await desk.prove().catch(() => undefined)
  await until('the desk is told', () => desk.signedOutBecause === 'account-disabled')
  expect(office.presence.canBeRung(ADA)).toBe(false)
  desk.close()
})

it('a disabled account signs in again when it is enabled, and not before', async () => {
  await accounts('disable', 'ada')
  const right = { username: 'ada', password: 'cordboard', delivery: 'body' }
  expect((await office.post(paths.session, right)).statusCode).toBe(401)
  expect(
    (await office.post(paths.sessionDemo, { username: 'ada', delivery: 'body' })).statusCode,
  ).toBe(401)
  await accounts('enable', 'ada')
  expect((await office.post(paths.session, right)).statusCode).toBe(200)
})

it('a password that was right while it was changed opens nothing', async () => {
  const right = { username: 'ada', password: 'cordboard', delivery: 'body' }
  const entry = office.post(paths.session, right)
  await office.store.updateTable('accounts').set({ password_hash: 'another' }).execute()
  expect((await entry).statusCode).toBe(401)
  const open = await office.store
    .selectFrom('sessions')
    .where('ended_at', 'is', null)
    .selectAll()
    .execute()
  expect(open).toEqual([])
})

it('an agent who signs out while they talk hangs up on nobody', async () => {
  const desk = await openDesk()
  await office.calls.begin(play(aCaller(), talking).call)
  await office.app.inject({ method: 'DELETE', url: paths.session, headers: bearer(desk.session) })
  await until('the leg is told to end', () => asked().length === 2)
  expect(asked()[0]?.[0]).toBe('redirectCall')
  desk.close()
})

it('a call is handed on by a server that was away when the account was removed', async () => {
  const desk = await openDesk()
  await office.calls.begin(play(aCaller(), talking).call)
  desk.close()
  await office.close()
  const store = await openStore(join(folder, 'cordboard.sqlite'))
  await store.updateTable('accounts').set({ disabled_at: 1 }).where('user_id', '=', 'ada').execute()
  await store.destroy()
  await open()
  const participants = ['customer', 'agent_WR1'].map((label) => ({
    callSid: label === 'customer' ? 'CA-customer' : 'CA-agent',
    label,
    hold: false,
    muted: false,
    answered: true,
  }))
  office.gateway.say({ participants })
  await office.calls.recover()
  office.clock.advance(LOOK_MS)
  await until('the leg is told to end', () => asked().length === 2)
  expect(asked().map(([method]) => method)).toEqual(['redirectCall', 'endCall'])
})

const back: CallEvent = { kind: 'hang-up-requested', by: ADA }
it('the same agent may come back and talk', async () => {
  const desk = await openDesk()
  await accounts('sign-out', 'ada')
  office.clock.advance(LOOK_MS)
  await until('the desk is told', () => desk.signedOut)
  const again = await openDesk()
  await office.calls.begin(play(aCaller(), talking).call)
  office.clock.advance(LOOK_MS)
  await office.live.compareNow()
  expect(asked()).toEqual([])
  expect(await office.calls.dispatch('call_1', back)).toMatchObject({ phase: { kind: 'active' } })
  desk.close()
  again.close()
})
