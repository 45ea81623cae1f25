import { join } from 'node:path'
import {
  app,
  globalShortcut,
  ipcMain,
  nativeTheme,
  net,
  Notification,
  powerMonitor,
  screen,
  session,
} from 'electron'
import { hotkeyNames, type HotkeyName } from '../contract/hotkey-names.ts'
import type { Environment } from './environment.ts'
import { createHandlers } from './handlers.ts'
import { createTell, type Tell } from './ipc/events.ts'
import { routeInvokes } from './ipc/router.ts'
import type { Log } from './log.ts'
import { contentPolicy } from './security/content-policy.ts'
import { openPageSource } from './security/page-source.ts'
import { guardPermissions } from './security/permissions.ts'
import { guardWebContents } from './security/web-contents-guards.ts'
import { createCredentialStore } from './services/credentials/credential-store.ts'
import { loadKeychain } from './services/credentials/keychain.ts'
import { createHotkeys, type HotkeySet } from './services/hotkeys/hotkeys.ts'
import { createLinks, type Links } from './services/links/links.ts'
import { createRinging } from './services/notifications/ringing.ts'
import { watchSurroundings } from './services/power/surroundings.ts'
import { createSessionService } from './services/session/session-service.ts'
import { createServerAddress } from './services/settings/server-address.ts'
import type { Settings } from './services/settings/settings.ts'
import { nobody } from './services/tray/tray-state.ts'
import { openFront, type Front } from './windows/front.ts'
import { openWindowPlaces } from './windows/window-places.ts'

export interface DesktopStart {
  readonly environment: Environment
  readonly settings: Settings
  readonly ownScheme: boolean
  readonly log: Log
  /** Whether the program was told to stop: then no call keeps its window open. */
  stopping(): boolean
}

export interface Desktop {
  show(): void
  readonly links: Links
  close(): void
}

/** Wires the services to one another and opens the window. Only when Electron is ready. */
export async function composeDesktop(start: DesktopStart): Promise<Desktop> {
  const { environment, settings, log } = start
  let front: Front | null = null
  const contents = () => {
    const window = front?.main.window
    return window === undefined || window.isDestroyed() ? null : window.webContents
  }
  const tell = createTell(contents)
  const server = createServerAddress({
    settings,
    fromEnvironment: environment.serverOrigin,
    changed(before, after) {
      log.info({ before, after }, 'server chosen')
      // A loaded page keeps the policy it came with. After the reply, so that the page hears it first.
      if (contentPolicy(before) !== contentPolicy(after)) setImmediate(() => contents()?.reload())
    },
  })
  const { page, close: closePage } = await openPage(start, server.origin)
  const credentials = createCredentialStore({ load: loadKeychain, log })
  const account = createSessionService({
    fetch: (url, init) => net.fetch(url, init),
    origin: server.origin,
    credentials,
  })
  const ringing = createRinging({
    supported: () => settings.value('notifications.native') && Notification.isSupported(),
    create: (options) => new Notification(options),
    changed: (rings) => front?.rings(rings),
    act(action) {
      if (action.action === 'show') front?.show()
      tell('ringing.action', action)
    },
    log,
  })
  const links = createLinks({
    app,
    fill: (number) => tell('dial.fill', { number }),
    show: () => front?.show(),
    log,
  })
  const hotkeys = createHotkeys({
    shortcuts: globalShortcut,
    pressed: (name) => press(name, { front, links, tell }),
    tested: (name) => tell('hotkey.tested', { name }),
    changed: (keys) => tell('hotkeys.status', { keys: [...keys] }),
    log,
  })
  const places = openWindowPlaces(app.getPath('userData'), log)
  const surroundings = watchSurroundings({
    power: powerMonitor,
    screens: screen,
    tell(kind) {
      if (kind === 'displays') places.review()
      tell('surroundings', { kind })
    },
  })
  const opened = openFront({
    settings,
    places,
    pageUrl: environment.demo === null ? page.url : `${page.url}#demo=${environment.demo}`,
    panelUrl: (name) => new URL(`${name}.html`, page.url).href,
    folder: import.meta.dirname,
    command: (command) => tell('desk.command', command),
    ringAction: ({ callId, kind }) => tell('ringing.action', { callId, action: kind }),
    focused: hotkeys.focus,
    stopping: start.stopping,
    log,
  })
  front = opened
  const services = { session: account, credentials, ringing, server, settings, hotkeys }
  const handlers = createHandlers({ ...services, front: opened })
  const router = routeInvokes({ ipc: ipcMain, handlers, origins: [page.origin], log })
  hotkeys.replace(hotkeysOf(settings))
  links.claim(settings.value('links.telephone'))

  const { webContents } = opened.main.window
  // A page that loads anew knows nothing of what rang before, and has not heard of the keys.
  webContents.on('did-navigate', () => {
    ringing.clearAll()
    opened.desk(nobody)
  })
  webContents.on('did-finish-load', () => {
    webContents.setZoomFactor(zoomOf(settings))
    tell('hotkeys.status', { keys: [...hotkeys.states()] })
    links.pageReady()
  })
  nativeTheme.themeSource = settings.value('appearance.theme')
  settings.onChange((now, before) => {
    nativeTheme.themeSource = now.values['appearance.theme']
    contents()?.setZoomFactor(zoomOf(settings))
    hotkeys.replace(hotkeysOf(settings))
    if (now.values['links.telephone'] !== before.values['links.telephone']) {
      if (now.values['links.telephone']) links.claim(true)
      else links.release()
    }
    tell('settings.changed', { effective: now, keptAside: settings.keptAside })
  })
  log.info({ page: page.origin, server: server.origin() }, 'desktop open')

  return {
    show: opened.show,
    links,
    close() {
      hotkeys.close()
      ringing.clearAll()
      surroundings.close()
      opened.close()
      router.close()
      closePage()
      log.info('desktop closed')
    },
  }
}

/** Where the page comes from, guarded before anything of it is loaded. */
async function openPage(start: DesktopStart, serverOrigin: () => string) {
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
  return { page, close: () => page.close() }
}

/** What a hotkey does: the windows are this process's own matter, the calls are the page's. */
function press(
  name: HotkeyName,
  parts: { readonly front: Front | null; readonly links: Links; readonly tell: Tell },
): void {
  if (name === 'show-or-hide') parts.front?.showOrHide()
  else if (name === 'dial-clipboard') void parts.links.dialCopied()
  else parts.tell('hotkey', { name })
}

function hotkeysOf(settings: Settings): HotkeySet {
  const pairs = hotkeyNames.map((name) => [name, settings.value(`hotkey.${name}`)] as const)
  // The cast: one pair for each name.
  return Object.fromEntries(pairs) as HotkeySet
}

const zooms = { normal: 1, large: 1.15, larger: 1.3 }

function zoomOf(settings: Settings): number {
  return zooms[settings.value('appearance.textSize')]
}
