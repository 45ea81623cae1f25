import { join } from 'node:path'
import { app, type WebContents } from 'electron'
import { after } from './clock.ts'
import type { Environment } from './environment.ts'
import type { SendToPage } from './ipc/send-to-page.ts'
import type { Log } from './log.ts'
import { contentPolicy } from './security/content-policy.ts'
import { createBundledServer, type BundledServer } from './services/bundled/bundled-server.ts'
import { findPort } from './services/bundled/find-port.ts'
import { findAllowedModes } from './services/bundled/allowed-modes.ts'
import { createNodePrograms } from './services/bundled/node-programs.ts'
import { createUtilityPrograms } from './services/bundled/utility-programs.ts'
import type { CredentialStore } from './services/credentials/credential-store.ts'
import type { Logs } from './services/diagnostics/logs.ts'
import type { Policy } from './services/policy/policy.ts'
import { createServerAddress, type ServerAddress } from './services/settings/server-address.ts'
import type { Settings } from './services/settings/settings.ts'
import { openTunnel } from './services/tunnel/open-tunnel.ts'
import { createTwilioAccounts } from './services/twilio-account/twilio-account.ts'

interface ComposeServerDeps {
  readonly environment: Environment
  readonly policy: Policy
  readonly logs: Logs
  readonly settings: Settings
  readonly credentials: CredentialStore
  /** The page; null otherwise. */
  readonly contents: () => WebContents | null
  readonly sendToPage: SendToPage
  readonly log: Log
}

/** Chooses the server: the bundled one, which is started here, or another one. */
export function composeServer(deps: ComposeServerDeps): {
  readonly server: ServerAddress
  readonly bundled: BundledServer
} {
  const { environment, settings, contents, sendToPage, log } = deps
  const bundled = composeBundled(deps)
  const server = createServerAddress({
    settings,
    fromEnvironment: environment.serverOrigin,
    bundled: bundled.url,
    onChange(before, now) {
      log.info({ before, after: now }, 'server chosen')
      // A loaded page keeps its old content policy. Reload it after the reply, so that the page receives the reply
      // first.
      if (contentPolicy(before) !== contentPolicy(now)) setImmediate(() => contents()?.reload())
    },
  })
  bundled.onChange(() => {
    server.refresh()
    void bundled.status().then((now) => sendToPage('bundled.changed', now))
  })
  bundled.resume()
  return { server, bundled }
}

function composeBundled({
  environment,
  policy,
  logs,
  settings,
  credentials,
  log,
}: ComposeServerDeps): BundledServer {
  const folder = join(import.meta.dirname, '../server')
  const node = app.isPackaged ? null : environment.programNode
  return createBundledServer({
    settings,
    allowedModes: () => findAllowedModes(policy),
    accounts: createTwilioAccounts(credentials),
    start: node === null ? createUtilityPrograms(folder) : createNodePrograms(folder, node),
    openTunnel,
    findPort,
    dataFolder: (kind) => join(app.getPath('userData'), `server-${kind}`),
    endpoints: environment.twilioEndpoints,
    music: policy.values['server.music'] ?? '',
    logFile: logs.open('server'),
    onServerLeft: (url) => credentials.remove(url),
    clock: { now: () => performance.now(), after },
    log,
  })
}
