import {
  app,
  clipboard,
  globalShortcut,
  nativeTheme,
  Notification,
  shell,
  type NotificationConstructorOptions,
} from 'electron'
import { isHandledByMain, mapHotkeys, type HotkeyHandlers } from '../contract/hotkey-names.ts'
import type { SettingValues } from '../contract/settings.ts'
import type { Tell } from './ipc/events.ts'
import type { Log } from './log.ts'
import { createHotkeys, type Hotkeys, type HotkeySet } from './services/hotkeys/hotkeys.ts'
import { linuxDefaults } from './services/links/linux-defaults.ts'
import { createLinks, type Links } from './services/links/links.ts'
import {
  createLinkRegistration,
  electronDefaults,
  type LinkRegistration,
} from './services/links/registration.ts'
import { createAlerts, type Alerts } from './services/notifications/alerts.ts'
import { createRinging, type Ringing } from './services/notifications/ringing.ts'
import type { Settings } from './services/settings/settings.ts'
import { nobody } from './services/tray/tray-state.ts'
import type { Front } from './windows/front.ts'

/** What speaks to the page from outside. */
export interface PageServices {
  readonly ringing: Ringing
  readonly alerts: Alerts
  readonly links: Links
  readonly registration: LinkRegistration
  readonly hotkeys: Hotkeys
  close(): void
}

/** `front` is null until the windows are open. */
export function createPageServices(options: {
  readonly settings: Settings
  readonly log: Log
  readonly tell: Tell
  readonly front: () => Front | null
}): PageServices {
  const { settings, log, tell, front } = options
  const system = {
    supported: () => settings.value('notifications.native') && Notification.isSupported(),
    create: (options: NotificationConstructorOptions) => new Notification(options),
    log,
  }
  const alerts = createAlerts({ ...system, show: () => front()?.show() })
  const ringing = createRinging({
    ...system,
    changed: (rings) => front()?.rings(rings),
    act(action) {
      if (action.action === 'show') front()?.show()
      tell('ringing.action', action)
    },
  })
  const links = createLinks({
    placesCalls: () => settings.value('features.outbound'),
    opensTelephone: () => !isForbidden(settings, 'links.telephone'),
    fill: (number) => tell('dial.fill', { number }),
    // A promise in newer Electron, a text in older.
    copied: async () => clipboard.readText(),
    beep: () => shell.beep(),
    show: () => front()?.show(),
    log,
  })
  const handlers: HotkeyHandlers<'main'> = {
    'show-or-hide': () => front()?.showOrHide(),
    'dial-clipboard': () => void links.dialCopied(),
  }
  const hotkeys = createHotkeys({
    shortcuts: globalShortcut,
    pressed(name) {
      // At once: work that is put off during a press may wait until something else wakes the program.
      if (isHandledByMain(name)) handlers[name]()
      else tell('hotkey', { name })
    },
    tested: (name) => tell('hotkey.tested', { name }),
    changed: (keys) => tell('hotkeys.status', { keys: [...keys] }),
    log,
  })
  const registration = createLinkRegistration(
    app.isPackaged,
    process.platform === 'linux' ? linuxDefaults(process.env, log) : electronDefaults(app),
  )
  return {
    ringing,
    alerts,
    links,
    registration,
    hotkeys,
    close() {
      hotkeys.close()
      ringing.clearAll()
      alerts.clear()
    },
  }
}

/** A policy has switched it off; where a person has, or nobody has said anything, it is not forbidden. */
function isForbidden(settings: Settings, key: 'links.telephone'): boolean {
  return settings.effective().sources[key] === 'policy' && !settings.value(key)
}

interface Followed {
  readonly settings: Settings
  readonly tell: Tell
}

/** A page that loads anew knows nothing of what rang before, and has not heard of the keys. */
export function followPage(front: Front, services: PageServices, { settings, tell }: Followed) {
  const { webContents } = front.main.window
  webContents.on('did-navigate', () => {
    services.ringing.clearAll()
    front.desk(nobody)
  })
  webContents.on('did-finish-load', () => {
    webContents.setZoomFactor(zoomOf(settings))
    tell('hotkeys.status', { keys: [...services.hotkeys.states()] })
    services.links.pageReady()
  })
}

const zooms = { normal: 1, large: 1.15, larger: 1.3 }

function zoomOf(settings: Settings): number {
  return zooms[settings.value('appearance.textSize')]
}

/** Lets a changed setting hold at once. */
export function followSettings(
  front: Front,
  { hotkeys, registration }: PageServices,
  { settings, tell }: Followed,
): void {
  settings.onChange((now, before) => {
    nativeTheme.themeSource = now.values['appearance.theme']
    front.main.window.webContents.setZoomFactor(zoomOf(settings))
    hotkeys.replace(hotkeysOf(settings))
    const telephone = wantsTelephone(now.values)
    if (telephone !== wantsTelephone(before.values)) registration.hold(telephone)
    const { keptAside, keysMoved } = settings
    tell('settings.changed', { effective: now, keptAside, keysMoved })
  })
}

/** Telephone links are wanted where they are chosen and lead to a dialler. */
export function wantsTelephone(values: SettingValues): boolean {
  return values['links.telephone'] && values['features.outbound']
}

export function hotkeysOf(settings: Settings): HotkeySet {
  return mapHotkeys((name) => settings.value(`hotkey.${name}`))
}
