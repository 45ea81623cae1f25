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
import { createTell, type Tell } from './ipc/events.ts'
import { routeInvokes } from './ipc/router.ts'
import type { Log } from './log.ts'
import {
  createPageServices,
  followPage,
  followSettings,
  hotkeysOf,
  wantsTelephone,
} from './page-services.ts'
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
import { watchSurroundings } from './services/power/surroundings.ts'
import type { Fetch } from './services/session/api-call.ts'
import { withPasswordAlone } from './services/session/password-alone.ts'
import { createSessionService, type SessionService } from './services/session/session-service.ts'
import { probeServer } from './services/settings/probe.ts'
import type { Settings } from './services/settings/settings.ts'
import { openFront, type Front } from './windows/front.ts'
import { openWindowPlaces, type WindowPlaces } from './windows/window-places.ts'

export interface DesktopStart {
  readonly environment: Environment
  readonly policy: Policy
  readonly logs: Logs
  readonly settings: Settings
  readonly ownScheme: boolean
  readonly log: Log
  /** Whether the program was told to stop: then no call keeps its window open. */
  stopping(): boolean
}

export interface Desktop {
  show(): void
  readonly links: Links
  /** Ends the server that it has started. Resolves when nothing of it runs. */
  stopServer(): Promise<void>
  close(): void
}

/** The system's proxies and certificates hold. */
const netFetch: Fetch = (url, init) => net.fetch(url, init)

const probe = (typed: string) => probeServer(netFetch, typed)

/** Wires the services to one another and opens the window. Only when Electron is ready. */
export async function composeDesktop(start: DesktopStart): Promise<Desktop> {
  const { environment, settings, log } = start
  let front: Front | null = null
  const contents = () => contentsOf(front)
  const tell = createTell(contents)
  const credentials = openCredentials(start)
  const { server, bundled } = composeServer({ ...start, credentials, contents, tell })
  const page = await openPage(start, server.origin)
  const account = openSession(start, server.origin, credentials)
  const program = openProgram({ ...start, faults: () => integration.faults(), tell })
  const { update } = program
  const services = createPageServices({ settings, log, tell, front: () => front })
  const { ringing, links, hotkeys } = services
  const places = openWindowPlaces(app.getPath('userData'), log)
  const surroundings = followSurroundings(places, tell)
  nativeTheme.themeSource = settings.value('appearance.theme')
  const opened = openFront({
    settings,
    places,
    pageUrl: environment.demo === null ? page.url : `${page.url}#demo=${environment.demo}`,
    origins: [page.origin],
    panelUrl: (name) => new URL(`${name}.html`, page.url).href,
    folder: import.meta.dirname,
    command: (command) => tell('desk.command', command),
    ringAction: ({ callId, kind }) => tell('ringing.action', { callId, action: kind }),
    focused: hotkeys.focus,
    stopping: () => start.stopping() || update.installing(),
    alert: services.alerts.update,
    stands: update.stands,
    log,
  })
  front = opened
  const integration = openIntegration({ ...start, links, front: opened })
  const handlers = createHandlers({
    session: account,
    credentials,
    ringing,
    server,
    settings,
    hotkeys,
    front: opened,
    diagnostics: createDiagnostics({
      ...start,
      faults: integration.faults,
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
  hotkeys.replace(hotkeysOf(settings))
  services.registration.hold(wantsTelephone(settings.effective().values))
  followPage(opened, services, { settings, tell })
  followSettings(opened, services, { settings, tell })
  log.info({ page: page.origin, server: server.origin() }, 'desktop open')

  return {
    show: opened.show,
    links,
    stopServer: bundled.close,
    close() {
      update.close()
      integration.close()
      services.close()
      surroundings.close()
      opened.close()
      router.close()
      page.close()
      log.info('desktop closed')
    },
  }
}

/** Tells the page of what happens around the program; the windows follow the screens. */
function followSurroundings(places: WindowPlaces, tell: Tell): { close(): void } {
  return watchSurroundings({
    power: powerMonitor,
    screens: screen,
    tell(kind) {
      if (kind === 'displays') places.review()
      tell('surroundings', { kind })
    },
  })
}

/** Where secrets are kept, as far as a policy lets them. */
function openCredentials({ policy, log }: DesktopStart): CredentialStore {
  const load = policy.values['signIn.remember'] === false ? withoutKeychain : loadKeychain
  return createCredentialStore({ load, log })
}

/** The session with the server, signed in to as a policy says. */
function openSession(
  { policy }: DesktopStart,
  origin: () => string,
  credentials: CredentialStore,
): SessionService {
  const account = createSessionService({ fetch: netFetch, origin, credentials })
  return policy.values['signIn.method'] === 'password' ? withPasswordAlone(account) : account
}

function contentsOf(front: Front | null): WebContents | null {
  const window = front?.main.window
  return window === undefined || window.isDestroyed() ? null : window.webContents
}

/** Where the page comes from, guarded before anything of it is loaded. */
async function openPage(start: DesktopStart, serverOrigin: () => string): Promise<PageSource> {
  await applyNetworkPolicy(session.defaultSession, start.policy.values, start.log)
  const page = await openPageSource({
    session: session.defaultSession,
    root: join(import.meta.dirname, '../renderer'),
    policy: () => contentPolicy(serverOrigin()),
    serverOrigin,
    ownScheme: start.ownScheme,
    devServer: start.environment.devServer,
  })
  guardWebContents(app, [page.origin], start.log)
  guardPermissions(session.defaultSession, [page.origin], start.log)
  return page
}
