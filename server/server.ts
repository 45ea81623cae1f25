import type { AddressInfo } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { createAccounts } from './auth/accounts-store.ts'
import { ensureDemoAccounts } from './auth/demo-accounts.ts'
import type { DemoAccount } from './auth/demo-accounts.ts'
import { ensureAccount } from './auth/first-account.ts'
import { instant, notBefore } from './clock.ts'
import type { Clock } from './clock.ts'
import { createClosing } from './closing.ts'
import type { Closing } from './closing.ts'
import { compose } from './compose.ts'
import { closeParts } from './composition/close-parts.ts'
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
import { inspectStore } from './recovery/inspect-store.ts'
import { createUnreadableCalls } from './recovery/unreadable-calls.ts'
import { createRetention } from './retention/retention.ts'
import type { RetentionDeps } from './retention/retention.ts'
import type { Workers } from './routing/workers.ts'
import { databaseHeldFailure, holdDatabase } from './store/guard.ts'
import type { DatabaseHold } from './store/guard.ts'
import { latestInstant, nextRun } from './store/server-runs.ts'
import { openStore } from './store/store.ts'
import type { Store } from './store/store.ts'
import type { TwilioGateway, WorkspaceFacts } from './twilio/gateway.ts'
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
  /** The Twilio account is a sandbox of ours: demo accounts are allowed, and it is provisioned. */
  readonly onSandbox: boolean
  readonly gateway: TwilioGateway
  readonly clock: Clock
  readonly log: Logger
  /** Made unless there is an account of that name. */
  readonly firstAccount?: FirstAccount | null
}

/**
 * Starts everything, and is ready for a first call when it resolves. Throws when it cannot be, and then nothing of it is
 * left open: a server is there whole, or not at all.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const closing = createClosing()
  try {
    return await start(options, closing)
  } catch (error) {
    // Why it did not start is told; what then failed to close is not the reason.
    await closing
      .close()
      .catch((failure: unknown) => options.log.warn({ err: failure }, 'not closed'))
    throw error
  }
}

async function start(options: ServerOptions, closing: Closing): Promise<RunningServer> {
  const { twilio, onSandbox, gateway, log } = options
  const own = onSandbox ? demonstrating(options.own) : options.own
  const directory = await directoryOf(own, onSandbox)
  const { store, place, guard, secret, lost } = await openData(options, own, closing)
  const workspace = await readWorkspace(options.clock, gateway)
  const latest = await latestInstant(store)
  const clock = notBefore(options.clock, latest)
  const demo = onSandbox && own.demo !== false
  const accounts = createAccounts(store, own.tenant)
  const demoAccounts = demo ? await ensureDemoAccounts(accounts, clock.now()) : []
  if (options.firstAccount) await ensureAccount(accounts, options.firstAccount, clock.now())
  let urls: Urls | null = null
  let publicUrl = ''
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
    publicUrl: () => publicUrl,
    urls() {
      if (urls === null) throw new Error('the public address is not known before listening')
      return urls
    },
  })
  const inboundUrl = () => createUrls(publicUrl, parts.urlSignatures).voice
  const unreadableCalls = createUnreadableCalls({ clock, log, gateway, inboundUrl })
  closing.add(async () => {
    unreadableCalls.close()
    await closeParts(parts)
  })
  // Nobody is answered before everything is known: a webhook or a desk would be told that a call is gone which is on disk.
  await parts.workers.recover()
  await parts.presence.recover()
  await parts.calls.load()
  // And Twilio is asked for nothing before the port is ours.
  await parts.app.listen({ host: own.host, port: own.port })
  const url = localUrl(own.host, parts.app.server.address())
  const webhookUrl = await listenForTwilio(parts.webhookApp, own)
  publicUrl = own.publicUrl ?? webhookUrl ?? url
  warnOfPlainHttp(own, log)
  urls = createUrls(publicUrl, parts.urlSignatures)
  guard?.setAddress(url)
  await parts.wrapUps.recover()
  await parts.calls.recover()
  await parts.dialling.recover()
  lost.wrapUps.forEach(parts.wrapUps.release)
  unreadableCalls.start(lost.calls)
  parts.realtime.attach(parts.app.server)
  if (own.provision ?? onSandbox) await provision(clock, gateway, urls)
  for (const { agent, demo: isDemo } of await accounts.list()) {
    if (!isDemo || demo) await ensureWorker(parts.workers, agent, log)
  }
  parts.sweep.start()
  parts.guard.calls.start()
  const retention = retentionFor({ clock, log, store, latest }, own, place)
  closing.add(() => retention.close())
  retention.start()
  log.info({ url, publicUrl, onSandbox }, 'ready')
  return { url, store, demoAccounts, close: closing.close }
}

function warnOfPlainHttp({ host }: OwnSettings, log: Logger): void {
  if (isLoopback(host)) return
  log.warn(
    { host },
    'passwords and tokens travel without TLS to anybody who does not come through a proxy: see CORDBOARD_HOST',
  )
}

function retentionFor(
  from: Pick<RetentionDeps, 'clock' | 'log' | 'store' | 'latest'>,
  { keep }: OwnSettings,
  place: DataPlace,
) {
  const folder = place.kind === 'folder' ? place.path : null
  return createRetention({ ...from, keep, folder, random: Math.random, pause: setImmediate })
}

/** One that an earlier run left available has to prove itself like any other. */
async function ensureWorker(workers: Workers, agent: Agent, log: Logger): Promise<void> {
  const worker = await workers.ensure(agent)
  if (!worker.ok) log.warn({ failure: worker.failure }, 'no Worker for an account')
}

/** What is on the disk, for this server alone, up to date and readable. Throws a StartFailure that says what to do. */
async function openData(
  { clock, log, onSandbox }: ServerOptions,
  own: OwnSettings,
  closing: Closing,
) {
  const at = clock.wall()
  const place = dataPlace(own.data, onSandbox)
  const guard = hold(place, clock, own)
  closing.add(() => guard?.release())
  const secret = tokenSecret(own.tokenSecret, place)
  const store = await openStore(storePath(place), { mayMigrate: true, at })
  closing.add(() => store.destroy())
  const lost = await inspectStore({ store, tenant: own.tenant, at, log })
  return { store, place, guard, secret, lost }
}

/** The database is this server's alone; throws a StartFailure that names the one who has it. */
function hold(place: DataPlace, clock: Clock, { host, port }: OwnSettings): DatabaseHold | null {
  if (place.kind === 'memory') return null
  const address = `http://${host}:${port}`
  const held = holdDatabase(place.path, { since: instant(clock.wall()), address })
  if (held.ok) return held.value
  throw databaseHeldFailure(place.path, held.failure)
}

/**
 * Nothing that can be tried on the sandbox should first have to be configured: of its two queues one is recorded, and its
 * telephones may be rung, whose numbers (+1 500, as Twilio's own for tests) would be personal ones.
 */
function demonstrating(own: OwnSettings): OwnSettings {
  const { dialling } = own
  const kinds = new Set([...dialling.kinds, 'personal'] as const)
  return { ...own, record: own.record ?? ['Sales'], dialling: { ...dialling, kinds } }
}

/** Throws with every fault of the file. */
async function directoryOf(
  { directory: path }: OwnSettings,
  onSandbox: boolean,
): Promise<readonly DirectoryEntry[]> {
  if (path === null) return onSandbox ? demoDirectory : []
  const read = await readDirectory(path)
  if (read.ok) return read.value
  throw new Error(read.failure.join('\n'))
}

async function readWorkspace(clock: Clock, gateway: TwilioGateway): Promise<WorkspaceFacts> {
  const workspace = await askAtStart(clock, () => gateway.workspace())
  if (workspace.ok) return workspace.value
  throw new Error(`Twilio's Workspace could not be read: ${workspace.failure.message}`)
}

async function provision(clock: Clock, gateway: TwilioGateway, urls: Urls): Promise<void> {
  const provisioned = await askAtStart(clock, () => gateway.provision(urls))
  if (provisioned.ok) return
  throw new Error(`Twilio could not be provisioned: ${provisioned.failure.message}`)
}

/** Where webhooks alone are served; null where they come to the same listener as everything else. */
async function listenForTwilio(
  app: FastifyInstance | null,
  { host, webhookPort }: OwnSettings,
): Promise<string | null> {
  if (app === null || webhookPort === null) return null
  await app.listen({ host, port: webhookPort })
  return localUrl(host, app.server.address())
}

function localUrl(host: string, address: AddressInfo | string | null): string {
  if (address === null || typeof address === 'string') throw new Error('not listening on a port')
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  return `http://${name.includes(':') ? `[${name}]` : name}:${address.port}`
}
