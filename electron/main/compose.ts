import { join } from 'node:path'
import { app, globalShortcut, ipcMain, net, Notification, session } from 'electron'
import type { Environment } from './environment.ts'
import { createHandlers } from './handlers.ts'
import { createTell } from './ipc/events.ts'
import { routeInvokes } from './ipc/router.ts'
import type { Log } from './log.ts'
import { contentPolicy } from './security/content-policy.ts'
import { openPageSource } from './security/page-source.ts'
import { guardPermissions } from './security/permissions.ts'
import { guardWebContents } from './security/web-contents-guards.ts'
import { createCredentialStore } from './services/credentials/credential-store.ts'
import { loadKeychain } from './services/credentials/keychain.ts'
import { createHotkeys } from './services/hotkeys/hotkeys.ts'
import { createRinging } from './services/notifications/ringing.ts'
import { createSessionService } from './services/session/session-service.ts'
import { createServerAddress } from './services/settings/server-address.ts'
import { openSettingsFile } from './services/settings/settings-file.ts'
import { openMainWindow, type MainWindow } from './windows/main-window.ts'

export interface DesktopStart {
  readonly environment: Environment
  readonly ownScheme: boolean
  readonly log: Log
  /** Whether the program was told to stop: then no call keeps its window open. */
  stopping(): boolean
}

export interface Desktop {
  show(): void
  close(): void
}

/** Wires the services to one another and opens the window. Only when Electron is ready. */
export async function composeDesktop(start: DesktopStart): Promise<Desktop> {
  const { environment, ownScheme, log, stopping } = start
  let main: MainWindow | null = null
  const contents = () =>
    main === null || main.window.isDestroyed() ? null : main.window.webContents
  const tell = createTell(contents)

  const settings = openSettingsFile(app.getPath('userData'), log, Date.now)
  const server = createServerAddress({
    file: settings,
    fromEnvironment: environment.serverOrigin,
    changed(before, after) {
      log.info({ before, after }, 'server chosen')
      // A loaded page keeps the policy it came with. After the reply, so that the page hears it first.
      if (contentPolicy(before) !== contentPolicy(after)) setImmediate(() => contents()?.reload())
    },
  })
  const credentials = createCredentialStore({ load: loadKeychain, log })
  const account = createSessionService({
    fetch: (url, init) => net.fetch(url, init),
    origin: server.origin,
    credentials,
  })
  const ringing = createRinging({
    supported: () => Notification.isSupported(),
    create: (options) => new Notification(options),
    window: { show: () => main?.show(), flash: (on) => main?.flash(on) },
    act: (action) => tell('ringing.action', action),
    log,
  })
  const hotkeys = createHotkeys({
    shortcuts: globalShortcut,
    pressed: (name) => tell('hotkey', { name }),
    log,
  })

  const page = await openPageSource({
    session: session.defaultSession,
    root: join(import.meta.dirname, '../renderer'),
    policy: () => contentPolicy(server.origin()),
    serverOrigin: server.origin,
    ownScheme,
    devServer: environment.devServer,
  })
  const origins = [page.origin]
  guardWebContents(app, origins, log)
  guardPermissions(session.defaultSession, origins, log)
  const handlers = createHandlers({ session: account, credentials, ringing, server })
  const router = routeInvokes({ ipc: ipcMain, handlers, origins, log })
  hotkeys.replace(settings.get().hotkeys)

  main = openMainWindow({
    preload: join(import.meta.dirname, '../preload/index.cjs'),
    url: environment.demo === null ? page.url : `${page.url}#demo=${environment.demo}`,
    development: !app.isPackaged,
    stopping,
  })
  // A page that loads anew knows nothing of what rang before, and has not heard of the keys.
  main.window.webContents.on('did-navigate', ringing.clearAll)
  main.window.webContents.on('did-finish-load', () =>
    tell('hotkeys.status', { failed: [...hotkeys.failed()] }),
  )
  main.window.on('focus', () => main?.flash(false))
  log.info({ page: page.origin, server: server.origin() }, 'desktop open')

  return {
    show: () => main?.show(),
    close() {
      hotkeys.close()
      ringing.clearAll()
      router.close()
      page.close()
      log.info('desktop closed')
    },
  }
}
