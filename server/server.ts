import { setImmediate } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { createAccounts } from './auth/accounts-store.ts'
import { ensureDemoAccounts, ensureFirstAccount } from './auth/ensure-accounts.ts'
import type { DemoAccount } from './auth/ensure-accounts.ts'
import { instant, notBefore } from './clock.ts'
import type { Clock } from './clock.ts'
import { closeParts, compose } from './compose.ts'
import type { OwnSettings, TwilioSettings } from './config/config.ts'
import { dataPlace, storePath } from './config/data-folder.ts'
import type { DataPlace } from './config/data-folder.ts'
import { tokenSecret } from './config/token-secret.ts'
import type { FirstAccount } from './contract/hosted.ts'
import type { Agent } from './contract/session.ts'
import { demoDirectory, readDirectory } from './directory/directory.ts'
import type { DirectoryEntry } from './directory/directory.ts'
import { isLoopback } from './http/hosts.ts'
import type { Logger } from './log/logger.ts'
import { checkMusicAtStart } from './music/check-at-start.ts'
import { inspectStore } from './recovery/inspect-store.ts'
import { createUnreadableCalls } from './recovery/unreadable-calls.ts'
import { takePendingReservations } from './sweep/pending-reservations.ts'
import { createRetention } from './retention/retention.ts'
import type { RetentionDeps } from './retention/retention.ts'
import type { Workers } from './routing/workers.ts'
import { databaseHeldFailure, holdDatabase } from './store/guard.ts'
import type { DatabaseHold } from './store/guard.ts'
import { latestInstant, nextRun } from './store/server-runs.ts'
import { openStore } from './store/store.ts'
import type { Store } from './store/store.ts'
import type { Answer, TwilioGateway } from './twilio/gateway.ts'
import { askAtStart } from './ask-at-start.ts'
import { watchGateway } from './twilio/health/watched-gateway.ts'
import { createUrls } from './twilio/urls.ts'
import type { Urls } from './twilio/urls.ts'

export interface RunningServer {
  readonly url: string
  readonly store: Store
  readonly demoAccounts: readonly DemoAccount[]
  close(): Promise<void>
}

export interface ServerOptions {
  readonly own: OwnSettings
  readonly twilio: TwilioSettings
  /** When the Twilio account is the sandbox: demo accounts are allowed, and it is provisioned. */
  readonly sandbox: { readonly customerPage: string } | null
  readonly gateway: TwilioGateway
  readonly clock: Clock
  readonly log: Logger
  /** An account to make, unless there is one with that name. */
  readonly firstAccount?: FirstAccount | null
}

/** Starts everything, and is ready for a first call when it resolves. When it throws, it has closed everything again. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const closing = new AsyncDisposableStack()
  try {
    return await start(options, closing)
  } catch (error) {
    // The error is why it did not start, not what failed to close afterwards.
    await closing
      .disposeAsync()
      .catch((failure: unknown) => options.log.warn({ err: failure }, 'not closed'))
    throw error
  }
}

async function start(
  options: ServerOptions,
  closing: AsyncDisposableStack,
): Promise<RunningServer> {
  const { twilio, sandbox, gateway, log } = options
  const onSandbox = sandbox !== null
  const own = onSandbox ? withSandboxDefaults(options.own) : options.own
  const directory = await loadDirectory(own, onSandbox)
  const { store, place, guard, secret, lost } = await openData(options, own, closing)
  const workspace = await askTwilio(
    options.clock,
    () => gateway.workspace(),
    "Twilio's Workspace could not be read",
  )
  const latest = await latestInstant(store)
  const clock = notBefore(options.clock, latest)
  const demo = onSandbox && own.demo !== false
  const accounts = createAccounts(store, own.tenant)
  const demoAccounts = demo ? await ensureDemoAccounts(accounts, clock.now()) : []
  if (options.firstAccount) await ensureFirstAccount(accounts, options.firstAccount, clock.now())
  let publicUrl = ''
  let urls: Urls | null = null
  const knownUrls = (): Urls => {
    if (urls === null) throw new Error('the public address is not known before listening')
    return urls
  }
  const parts = await compose({
    clock,
    log,
    store,
    run: await nextRun(store),
    ...watchGateway(gateway, { clock, log }),
    workspace,
    own,
    twilio,
    directory,
    tokenSecret: secret,
    demoAccounts: demoAccounts.map(({ username, displayName }) => ({ username, displayName })),
    customerPage: demo ? sandbox.customerPage : null,
    publicUrl: () => publicUrl,
    urls: knownUrls,
  })
  const inboundUrl = () => knownUrls().voice
  const unreadableCalls = createUnreadableCalls({ clock, log, gateway, inboundUrl })
  closing.defer(async () => {
    unreadableCalls.close()
    await closeParts(parts)
  })
  // Before anybody is answered: otherwise a webhook or a desk learns that a call is gone that is on the disk.
  await parts.workers.recover()
  await parts.presence.recover()
  await parts.calls.load()
  // Before Twilio is asked for anything: another server may have the port.
  const url = await listen(parts.app, own.host, own.port)
  const webhookUrl =
    parts.webhookApp === null || own.webhookPort === null
      ? null
      : await listen(parts.webhookApp, own.host, own.webhookPort)
  publicUrl = own.publicUrl ?? webhookUrl ?? url
  warnOfPlainHttp(own, log)
  urls = createUrls(publicUrl, parts.urlSignatures)
  guard?.setAddress(url)
  await parts.wrapUps.recover()
  await takePendingReservations({ ...parts, log, gateway, take: parts.assignments.take })
  await parts.calls.recover()
  await parts.dialling.recover()
  lost.wrapUps.forEach(parts.wrapUps.release)
  unreadableCalls.start(lost.calls)
  parts.realtime.attach(parts.app.server)
  parts.signs.start()
  if (own.provision ?? onSandbox) {
    const request = () => gateway.provision(knownUrls())
    await askTwilio(clock, request, 'Twilio could not be provisioned')
  }
  const staff = (await accounts.list()).filter((account) => demo || !account.demo)
  for (const { agent } of staff) await ensureWorker(parts.workers, agent, log)
  for (const part of [parts.sweep, parts.guard.calls]) part.start()
  startRetention({ clock, log, store, latest, keep: own.keep }, place, closing)
  closing.defer(checkMusicAtStart({ own, twilio, onSandbox, publicUrl, workspace, log }))
  log.info({ url, publicUrl, onSandbox }, 'ready')
  return { url, store, demoAccounts, close: () => closing.disposeAsync() }
}

function startRetention(
  deps: Pick<RetentionDeps, 'clock' | 'log' | 'store' | 'latest' | 'keep'>,
  place: DataPlace,
  closing: AsyncDisposableStack,
): void {
  const folder = place.kind === 'folder' ? place.path : null
  const retention = createRetention({ ...deps, folder, random: Math.random, pause: setImmediate })
  closing.defer(() => retention.close())
  retention.start()
}

/** A Worker that an earlier run left available must prove itself again. */
async function ensureWorker(workers: Workers, agent: Agent, log: Logger): Promise<void> {
  const worker = await workers.ensure(agent)
  if (!worker.ok) log.warn({ failure: worker.failure }, 'no Worker for an account')
}

function warnOfPlainHttp({ host }: OwnSettings, log: Logger): void {
  if (isLoopback(host)) return
  log.warn(
    { host },
    'passwords and tokens travel without TLS to anybody who does not come through a proxy: see CORDBOARD_HOST',
  )
}

/** Opens the data folder for this server alone, up to date and readable. Throws a StartFailure that says what to do. */
async function openData(
  { clock, log, sandbox }: ServerOptions,
  own: OwnSettings,
  closing: AsyncDisposableStack,
) {
  const at = clock.wall()
  const place = dataPlace(own.data, sandbox !== null)
  const guard = hold(place, clock, own)
  closing.defer(() => guard?.release())
  const secret = tokenSecret(own.tokenSecret, place)
  const store = await openStore(storePath(place), { mayMigrate: true, at })
  closing.defer(() => store.destroy())
  const lost = await inspectStore({ store, tenant: own.tenant, at, log })
  return { store, place, guard, secret, lost }
}

/** Takes the database for this server. Throws a StartFailure that names the server that has it. */
function hold(place: DataPlace, clock: Clock, { host, port }: OwnSettings): DatabaseHold | null {
  if (place.kind === 'memory') return null
  const address = `http://${host}:${port}`
  const held = holdDatabase(place.path, { since: instant(clock.wall()), address })
  if (held.ok) return held.value
  throw databaseHeldFailure(place.path, held.failure)
}

/**
 * The sandbox needs no settings: one of its two queues is recorded, and its telephones may be called, although their numbers
 * (+1 500, like Twilio's own test numbers) are personal ones.
 */
function withSandboxDefaults(own: OwnSettings): OwnSettings {
  const { dialling } = own
  const kinds = new Set([...dialling.kinds, 'personal'] as const)
  return { ...own, record: own.record ?? ['Sales'], dialling: { ...dialling, kinds } }
}

/** Throws with everything that is wrong in the file. */
async function loadDirectory(
  { directory: path }: OwnSettings,
  onSandbox: boolean,
): Promise<readonly DirectoryEntry[]> {
  if (path === null) return onSandbox ? demoDirectory : []
  const read = await readDirectory(path)
  if (read.ok) return read.value
  throw new Error(read.failure.join('\n'))
}

/** What Twilio answers. Throws when it does not: the server cannot start then. */
async function askTwilio<Value>(
  clock: Clock,
  request: () => Answer<Value>,
  failed: string,
): Promise<Value> {
  const answer = await askAtStart(clock, request)
  if (answer.ok) return answer.value
  throw new Error(`${failed}: ${answer.failure.message}`)
}

/** Listens, and returns the URL for this machine. */
async function listen(app: FastifyInstance, host: string, port: number): Promise<string> {
  await app.listen({ host, port })
  const address = app.server.address()
  if (address === null || typeof address === 'string') throw new Error('not listening on a port')
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  return `http://${name.includes(':') ? `[${name}]` : name}:${address.port}`
}
