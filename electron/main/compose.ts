import { join } from 'node:path'
import {
  app,
  ipcMain,
  nativeTheme,
  net,
  powerMonitor,
  screen,
  session,
  shell,
  type WebContents,
} from 'electron'
import { composeServer } from './compose-server.ts'
import { createDiagnostics } from './diagnostics.ts'
import type { Environment } from './environment.ts'
import { createHandlers } from './handlers.ts'
import { openIntegration } from './integration.ts'
import { createSendToPage, type SendToPage } from './ipc/send-to-page.ts'
import { routeInvokes } from './ipc/router.ts'
import type { Log } from './log.ts'
import { createPageServices, startPageServices } from './page-services.ts'
import { contentPolicy } from './security/content-policy.ts'
import { applyNetworkPolicy } from './security/network-policy.ts'
import { openPageSource, type PageSource } from './security/page-source.ts'
import { guardPermissions } from './security/permissions.ts'
import { guardWebContents } from './security/web-contents-guards.ts'
import { openProgram } from './program.ts'
import {
  createCredentialStore,
  type CredentialStore,
} from './services/credentials/credential-store.ts'
import { loadKeychain, withoutKeychain } from './services/credentials/keychain.ts'
import type { Logs } from './services/diagnostics/logs.ts'
import type { Links } from './services/links/links.ts'
import type { Policy } from './services/policy/policy.ts'
import { watchSystemEvents } from './services/system-events/system-events.ts'
import type { Fetch } from './services/session/api-call.ts'
import { withPasswordOnly } from './services/session/password-only.ts'
import { createSessionService, type SessionService } from './services/session/session-service.ts'
import { probeServer } from './services/settings/probe-server.ts'
import type { Settings } from './services/settings/settings.ts'
import { openDesktopWindows, type DesktopWindows } from './windows/desktop-windows.ts'
import { openWindowPlaces, type WindowPlaces } from './windows/window-places.ts'

export interface ComposeDesktopDeps {
  readonly environment: Environment
  readonly policy: Policy
  readonly logs: Logs
  readonly settings: Settings
  readonly ownScheme: boolean
  readonly log: Log
  /** Whether the program was asked to stop from outside: then no call keeps its window open. */
  isStopping(): boolean
}

export interface Desktop {
  show(): void
  readonly links: Links
  /** Stops the server that it has started. Resolves when nothing of it runs. */
  stopServer(): Promise<void>
  close(): void
}

/** With the proxies and certificates of the system. */
const netFetch: Fetch = (url, init) => net.fetch(url, init)

const probe = (typed: string) => probeServer(netFetch, typed)

/** Connects the services to one another and opens the windows. Call it when Electron is ready. */
export async function composeDesktop(deps: ComposeDesktopDeps): Promise<Desktop> {
  const { environment, settings, log } = deps
  let windows: DesktopWindows | null = null
  const contents = () => contentsOf(windows)
  const sendToPage = createSendToPage(contents)
  const credentials = openCredentials(deps)
  const { server, bundled } = composeServer({ ...deps, credentials, contents, sendToPage })
  const page = await openPage(deps, server.origin)
  const account = openSession(deps, server.origin, credentials)
  const program = openProgram({ ...deps, failures: () => integration.failures(), sendToPage })
  const { update } = program
  const services = createPageServices({ settings, log, sendToPage, windows: () => windows })
  const { ringing, links, hotkeys } = services
  const places = openWindowPlaces(app.getPath('userData'), log)
  const systemEvents = forwardSystemEvents(places, sendToPage)
  nativeTheme.themeSource = settings.value('appearance.theme')
  const opened = openDesktopWindows({
    settings,
    places,
    pageUrl: environment.demo === null ? page.url : `${page.url}#demo=${environment.demo}`,
    origins: [page.origin],
    panelUrl: (name) => new URL(`${name}.html`, page.url).href,
    onCommand: (command) => sendToPage('desk.command', command),
    onRingAction: ({ callId, kind }) => sendToPage('ringing.action', { callId, action: kind }),
    onFocusChange: hotkeys.setFocused,
    isStopping: () => deps.isStopping() || update.isInstalling(),
    onAlert: services.alerts.update,
    onDeskChange: update.onDeskChange,
    log,
  })
  windows = opened
  const integration = openIntegration({ ...deps, links, windows: opened })
  const handlers = createHandlers({
    session: account,
    credentials,
    ringing,
    server,
    settings,
    hotkeys,
    windows: opened,
    diagnostics: createDiagnostics({
      ...deps,
      failures: integration.failures,
      bundled,
      updates: update.now,
    }),
    program,
    bundled,
    probe,
    browse: (url) => shell.openExternal(url),
  })
  const router = routeInvokes({
    ipc: ipcMain,
    handlers,
    page: contents,
    origins: [page.origin],
    log,
  })
  startPageServices(opened, services, settings, sendToPage)
  log.info({ page: page.origin, server: server.origin() }, 'desktop open')

  return {
    show: opened.show,
    links,
    stopServer: bundled.close,
    close() {
      update.close()
      integration.close()
      services.close()
      systemEvents.close()
      opened.close()
      router.close()
      page.close()
      log.info('desktop closed')
    },
  }
}

/** Sends the events of the system to the page. When screens change, windows move to a screen that is there. */
function forwardSystemEvents(places: WindowPlaces, sendToPage: SendToPage): { close(): void } {
  return watchSystemEvents({
    power: powerMonitor,
    screens: screen,
    onEvent(kind) {
      if (kind === 'displays') places.bringBack()
      sendToPage('surroundings', { kind })
    },
  })
}

/** The store for secrets: without the keychain where a policy forbids it. */
function openCredentials({ policy, log }: ComposeDesktopDeps): CredentialStore {
  const load = policy.values['signIn.remember'] === false ? withoutKeychain : loadKeychain
  return createCredentialStore({ load, log })
}

/** The session with the server. A policy may allow passwords only. */
function openSession(
  { policy }: ComposeDesktopDeps,
  origin: () => string,
  credentials: CredentialStore,
): SessionService {
  const account = createSessionService({ fetch: netFetch, origin, credentials })
  return policy.values['signIn.method'] === 'password' ? withPasswordOnly(account) : account
}

function contentsOf(windows: DesktopWindows | null): WebContents | null {
  const window = windows?.main.window
  return window === undefined || window.isDestroyed() ? null : window.webContents
}

/** Opens the source of the page. All guards are in place before anything is loaded. */
async function openPage(deps: ComposeDesktopDeps, serverOrigin: () => string): Promise<PageSource> {
  await applyNetworkPolicy(session.defaultSession, deps.policy.values, deps.log)
  const page = await openPageSource({
    session: session.defaultSession,
    root: join(import.meta.dirname, '../renderer'),
    policy: () => contentPolicy(serverOrigin()),
    serverOrigin,
    ownScheme: deps.ownScheme,
    devServer: deps.environment.devServer,
  })
  guardWebContents(app, [page.origin], deps.log)
  guardPermissions(session.defaultSession, [page.origin], deps.log)
  return page
}
