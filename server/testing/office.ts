import { createHmac } from 'node:crypto'
import { pino } from 'pino'
import { ownAttributes } from '../routing/worker-attributes.ts'
import { createWorkerStore } from '../routing/worker-store.ts'
import { createAccounts } from '../auth/accounts-store.ts'
import { ensureDemoAccounts } from '../auth/ensure-accounts.ts'
import { createOpenSessions } from '../auth/open-sessions.ts'
import { createSessionStore } from '../auth/session-store.ts'
import type { Accounts } from '../auth/accounts-store.ts'
import { createTaskTickets } from '../calls/tasks/task-tickets.ts'
import { notBefore } from '../clock.ts'
import { closeParts, compose } from '../compose.ts'
import { readConfig } from '../config/config.ts'
import type { Environment } from '../config/config.ts'
import { Secret } from '../config/secret.ts'
import { paths } from '../contract/commands.ts'
import type { DirectoryEntry } from '../directory/directory.ts'
import { session } from '../contract/session.ts'
import type { Session } from '../contract/session.ts'
import { latestInstant, nextRun } from '../store/server-runs.ts'
import { openStore } from '../store/store.ts'
import type { Store } from '../store/store.ts'
import { createUrlSignatures } from '../twilio/url-signatures.ts'
import { watchGateway } from '../twilio/health/watched-gateway.ts'
import { createUrls } from '../twilio/urls.ts'
import { atOnce } from '../disk/writes.ts'
import { fakeClock } from './fake-clock.ts'
import type { FakeClock } from './fake-clock.ts'
import { fakeGateway, workspaceFacts } from './fake-gateway.ts'
import type { FakeGateway } from './fake-gateway.ts'

const PUBLIC_URL = 'https://desk.example.com'
const hex = '0123456789abcdef0123456789abcdef'
const AUTH_TOKEN = 'the-auth-token'
/** Of `cordboard`, at a low cost: a test may open many offices and sign in often. */
const PASSWORD_HASH =
  'scrypt$1024$8$1$NZ1QIHZe7zy9wsX9m4w+Wg==$r8r6eeAKCYfaOUkG+NKccw23Sf9tszxrH+hR1HluM7w='
const TOKEN_SECRET = new Secret('x'.repeat(32))
const tickets = createTaskTickets(TOKEN_SECRET)

export const account: Environment = {
  TWILIO_ACCOUNT_SID: `AC${hex}`,
  TWILIO_AUTH_TOKEN: AUTH_TOKEN,
  TWILIO_API_KEY_SID: `SK${hex}`,
  TWILIO_API_KEY_SECRET: 'key-secret',
  TWILIO_WORKSPACE_SID: `WS${hex}`,
  TWILIO_WORKFLOW_SID: `WW${hex}`,
  TWILIO_TWIML_APP_SID: `AP${hex}`,
  TWILIO_CALLER_IDS: '+15005550006,+15005550100',
  // As on the sandbox: its telephones have such numbers.
  CORDBOARD_DIAL_KINDS: 'personal',
}

export interface OfficeOptions {
  readonly environment?: Environment
  /** To go on with what another office left. */
  readonly store?: Store
  readonly clock?: FakeClock
  readonly gateway?: FakeGateway
  readonly directory?: readonly DirectoryEntry[]
  /** Whether the agents have a session although nobody signs in: their Devices may be rung. */
  readonly signedIn?: boolean
}

/** As desks that were open before this server began. Signing in ends such a session, as it ends any. */
async function signEverybodyIn(
  store: Store,
  people: readonly { readonly username: string }[],
  at: number,
): Promise<void> {
  const sessions = createSessionStore(store, atOnce)
  const opened = await createOpenSessions(store, sessions.unwritten).open(at)
  const open = new Set(opened.map(({ userId }) => userId))
  for (const { username } of people) if (!open.has(username)) await sessions.begin(username, at)
}

const log = pino({ level: 'silent' })

/** No directory, and no sandbox with a customer. */
const plain = { directory: [], customerPage: null }

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
  if ((await accounts.list()).length === 0) {
    await ensureDemoAccounts(accounts, clock.now(), async () => PASSWORD_HASH)
  }
  const demo = (await accounts.list()).map(({ agent }) => agent)
  if (options.signedIn ?? true) await signEverybodyIn(store, demo, clock.now())
  await knowWorkers(store, accounts, gateway)
  const urls = createUrls(PUBLIC_URL, createUrlSignatures(TOKEN_SECRET))
  const parts = await compose({
    clock,
    ...watchGateway(gateway, { clock, log }),
    store,
    run: await nextRun(store),
    own,
    twilio,
    workspace: workspaceFacts,
    log,
    tokenSecret: TOKEN_SECRET,
    ...plain,
    ...(options.directory !== undefined && { directory: options.directory }),
    demoAccounts: demo.map(({ username, displayName }) => ({ username, displayName })),
    publicUrl: () => PUBLIC_URL,
    urls: () => urls,
  })
  await parts.workers.recover()
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
      options: {
        readonly token?: string
        readonly by?: typeof app
        readonly headers?: Readonly<Record<string, string>>
      } = {},
    ) {
      const { token = AUTH_TOKEN, by = app, headers = {} } = options
      const [bare = url] = url.split('#')
      const absolute = bare.startsWith('/') ? `${PUBLIC_URL}${bare}` : bare
      return by.inject({
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
      await closeParts(parts)
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

/** Everybody has a Worker, as after a first start. */
async function knowWorkers(store: Store, accounts: Accounts, gateway: FakeGateway): Promise<void> {
  const workers = createWorkerStore(store)
  for (const { agent } of await accounts.list()) {
    const { identity } = agent
    const written = ownAttributes(agent)
    const workerSid = `WK-${identity}`
    await workers.put({ identity, workerSid, chosen: {}, written })
    gateway.rewriteWorker(workerSid, {
      friendlyName: identity,
      attributes: JSON.stringify(written),
    })
  }
}

const ADA = {
  contact_uri: 'client:tenant_main_user_ada',
  name: 'Ada Lovelace',
  role: 'agent',
}

/** TaskRouter's choice of Ada for this call, the nth time that its caller is in a queue. */
export function assignment(callId: string, reservationSid = 'WR1', queuing = 1) {
  const ticket = tickets.forQueue(callId, queuing)
  return {
    TaskSid: `WT-${callId}-${queuing}`,
    ReservationSid: reservationSid,
    WorkerSid: 'WK-tenant_main_user_ada',
    WorkflowSid: `WW${hex}`,
    TaskQueueSid: 'WQ1',
    TaskAttributes: JSON.stringify({ call_id: callId, direction: 'inbound', ticket }),
    WorkerAttributes: JSON.stringify(ADA),
  }
}
