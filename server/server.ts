import type { AddressInfo } from 'node:net'
import { createAccounts } from './auth/accounts-store.ts'
import { ensureDemoAccounts } from './auth/demo-accounts.ts'
import type { DemoAccount } from './auth/demo-accounts.ts'
import { ensureAccount } from './auth/first-account.ts'
import { notBefore } from './clock.ts'
import type { Clock } from './clock.ts'
import { compose } from './compose.ts'
import type { OwnSettings, TwilioSettings } from './config/config.ts'
import { dataPlace, storePath, tokenSecret } from './config/data-folder.ts'
import type { FirstAccount } from './contract/hosted.ts'
import { demoDirectory, readDirectory } from './directory/directory.ts'
import type { DirectoryEntry } from './directory/directory.ts'
import type { Logger } from './log/logger.ts'
import { latestInstant, nextRun } from './store/server-runs.ts'
import { openStore } from './store/store.ts'
import type { Store } from './store/store.ts'
import type { TwilioGateway, WorkspaceFacts } from './twilio/gateway.ts'
import { askAtStart } from './twilio/ask-at-start.ts'
import { watchGateway } from './twilio/health/watched-gateway.ts'
import { createUrls } from './webhooks/urls.ts'
import type { Urls } from './webhooks/urls.ts'

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

/** Starts everything, and is ready for a first call when it resolves. Throws when it cannot be. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { twilio, onSandbox, gateway, log } = options
  const own = onSandbox ? demonstrating(options.own) : options.own
  const directory = await directoryOf(own, onSandbox)
  const workspace = await readWorkspace(options.clock, gateway)
  const place = dataPlace(own.data, onSandbox)
  const store = await openStore(storePath(place))
  const clock = notBefore(options.clock, await latestInstant(store))
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
    tokenSecret: tokenSecret(own.tokenSecret, place),
    demoAccounts: demoAccounts.map(({ username, displayName }) => ({ username, displayName })),
    publicUrl: () => publicUrl,
    urls() {
      if (urls === null) throw new Error('the public address is not known before listening')
      return urls
    },
  })
  await parts.app.listen({ host: own.host, port: own.port })
  const url = localUrl(own.host, parts.app.server.address())
  publicUrl = own.publicUrl ?? url
  urls = createUrls(publicUrl)
  await parts.presence.recover()
  await parts.wrapUps.recover()
  await parts.calls.recover()
  // Not before: a desk must not be shown that a call is gone which is only not read from the disk yet.
  parts.realtime.attach(parts.app.server)
  if (own.provision ?? onSandbox) await provision(clock, gateway, urls)
  // A Worker that an earlier run left available has to prove itself like any other.
  for (const { agent, demo: isDemo } of await accounts.list()) {
    const worker = isDemo && !demo ? null : await parts.workers.ensure(agent)
    if (worker?.ok === false) log.warn({ failure: worker.failure }, 'no Worker for an account')
  }
  parts.sweep.start()
  log.info({ url, publicUrl, onSandbox }, 'ready')
  return {
    url,
    store,
    demoAccounts,
    async close() {
      parts.sweep.close()
      parts.desk.close()
      parts.presence.close()
      parts.wrapUps.close()
      parts.realtime.close()
      await parts.app.close()
      await parts.calls.close()
      await parts.writes.close()
      await store.destroy()
    },
  }
}

/** Nothing that can be tried on the sandbox should first have to be configured: of its two queues one is recorded. */
function demonstrating(own: OwnSettings): OwnSettings {
  return { ...own, record: own.record ?? ['Sales'] }
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

function localUrl(host: string, address: AddressInfo | string | null): string {
  if (address === null || typeof address === 'string') throw new Error('not listening on a port')
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  return `http://${name.includes(':') ? `[${name}]` : name}:${address.port}`
}
