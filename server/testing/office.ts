import { createHmac } from 'node:crypto'
import { pino } from 'pino'
import { createAccounts } from '../auth/accounts-store.ts'
import { ensureDemoAccounts } from '../auth/demo-accounts.ts'
import { notBefore } from '../clock.ts'
import { compose } from '../compose.ts'
import { readConfig } from '../config/config.ts'
import type { Environment } from '../config/config.ts'
import { Secret } from '../config/secret.ts'
import { paths } from '../contract/commands.ts'
import { session } from '../contract/session.ts'
import type { Session } from '../contract/session.ts'
import { latestInstant, nextRun } from '../store/server-runs.ts'
import { openStore } from '../store/store.ts'
import type { Store } from '../store/store.ts'
import { watchGateway } from '../twilio/health/watched-gateway.ts'
import { createUrls } from '../webhooks/urls.ts'
import { fakeClock } from './fake-clock.ts'
import type { FakeClock } from './fake-clock.ts'
import { fakeGateway, workspaceFacts } from './fake-gateway.ts'
import type { FakeGateway } from './fake-gateway.ts'

export const PUBLIC_URL = 'https://desk.example.com'
const hex = '0123456789abcdef0123456789abcdef'
const AUTH_TOKEN = 'the-auth-token'

const account: Environment = {
  TWILIO_ACCOUNT_SID: `AC${hex}`,
  TWILIO_AUTH_TOKEN: AUTH_TOKEN,
  TWILIO_API_KEY_SID: `SK${hex}`,
  TWILIO_API_KEY_SECRET: 'key-secret',
  TWILIO_WORKSPACE_SID: `WS${hex}`,
  TWILIO_WORKFLOW_SID: `WW${hex}`,
  TWILIO_TWIML_APP_SID: `AP${hex}`,
  TWILIO_CALLER_IDS: '+15005550006,+15005550100',
}

export interface OfficeOptions {
  readonly environment?: Environment
  /** To go on with what another office left. */
  readonly store?: Store
  readonly clock?: FakeClock
  readonly gateway?: FakeGateway
}

/** The whole server without sockets: a store in memory, a clock of ours, a Twilio that only listens. */
export async function openOffice(options: OfficeOptions = {}) {
  const config = readConfig({ ...account, ...options.environment })
  if (!config.ok || config.value.kind !== 'twilio') throw new Error('the configuration is wrong')
  const { own, twilio } = config.value
  const given = options.clock ?? fakeClock()
  const gateway = options.gateway ?? fakeGateway()
  const store = options.store ?? (await openStore(':memory:'))
  const clock = { ...given, ...notBefore(given, await latestInstant(store)) }
  const accounts = createAccounts(store, own.tenant)
  // Hashing takes a while: those of a store that is gone on with are there.
  if ((await accounts.list()).length === 0) await ensureDemoAccounts(accounts, clock.now())
  const demo = (await accounts.list()).map(({ agent }) => agent)
  const urls = createUrls(PUBLIC_URL)
  const log = pino({ level: 'silent' })
  const parts = await compose({
    clock,
    ...watchGateway(gateway, { clock, log }),
    store,
    run: await nextRun(store),
    own,
    twilio,
    workspace: workspaceFacts,
    log,
    tokenSecret: new Secret('x'.repeat(32)),
    directory: [],
    demoAccounts: demo.map(({ username, displayName }) => ({ username, displayName })),
    publicUrl: () => PUBLIC_URL,
    urls: () => urls,
  })
  const { app } = parts
  parts.realtime.attach(app.server)

  async function post(path: string, body: unknown, headers: Record<string, string> = {}) {
    const payload = body === undefined ? {} : { payload: JSON.stringify(body) }
    const all = { 'content-type': 'application/json', ...headers }
    return app.inject({ method: 'POST', url: path, headers: all, ...payload })
  }
  return {
    ...parts,
    clock,
    gateway,
    store,
    post,
    async signIn(username: string): Promise<Session> {
      const body = { username, password: 'cordboard', delivery: 'body' }
      return session.parse((await post(paths.session, body)).json())
    },
    /** A webhook as Twilio signs it: without the URL's connection overrides. */
    webhook(
      url: string,
      params: Readonly<Record<string, string>>,
      token = AUTH_TOKEN,
      headers: Readonly<Record<string, string>> = {},
    ) {
      const [bare = url] = url.split('#')
      const absolute = bare.startsWith('/') ? `${PUBLIC_URL}${bare}` : bare
      return app.inject({
        method: 'POST',
        url: absolute.slice(PUBLIC_URL.length),
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'x-twilio-signature': signature(absolute, params, token),
          ...headers,
        },
        payload: new URLSearchParams(params).toString(),
      })
    },
    urls,
    async close(keepStore = false) {
      const { sweep, desk, presence, wrapUps, realtime } = parts
      for (const part of [sweep, desk, presence, wrapUps, realtime]) part.close()
      await app.close()
      await parts.calls.close()
      await parts.writes.close()
      if (!keepStore) await store.destroy()
    },
  }
}

function signature(url: string, params: Readonly<Record<string, string>>, token: string): string {
  const pairs = Object.keys(params)
    .toSorted()
    .map((key) => `${key}${params[key]}`)
  return createHmac('sha1', token)
    .update(url + pairs.join(''))
    .digest('base64')
}

export type Office = Awaited<ReturnType<typeof openOffice>>

export function bearer(held: Session): Record<string, string> {
  return { authorization: `Bearer ${held.accessToken}` }
}

export const caller = { CallSid: 'CA1', From: '+15005550142', To: '+15005550006' }

/** TaskRouter's choice of Ada for this call. */
export function assignment(callId: string, reservationSid = 'WR1') {
  return {
    TaskSid: 'WT1',
    ReservationSid: reservationSid,
    WorkerSid: 'WK1',
    TaskQueueSid: 'WQ1',
    TaskAttributes: JSON.stringify({ call_id: callId, direction: 'inbound' }),
    WorkerAttributes: JSON.stringify({ contact_uri: 'client:tenant_main_user_ada' }),
  }
}
