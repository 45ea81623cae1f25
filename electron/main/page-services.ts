import {
  app,
  globalShortcut,
  nativeTheme,
  Notification,
  type NotificationConstructorOptions,
} from 'electron'
import { hotkeyNames, type HotkeyName } from '../contract/hotkey-names.ts'
import type { Tell } from './ipc/events.ts'
import type { Log } from './log.ts'
import { createHotkeys, type Hotkeys, type HotkeySet } from './services/hotkeys/hotkeys.ts'
import { createLinks, type Links } from './services/links/links.ts'
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
    app,
    fill: (number) => tell('dial.fill', { number }),
    show: () => front()?.show(),
    log,
  })
  const hotkeys = createHotkeys({
    shortcuts: globalShortcut,
    pressed(name) {
      // The windows are this process's own matter, the calls are the page's. Done here and now: what is put
      // off while a press is told may lie until something else wakes the program.
      if (name === 'show-or-hide') front()?.showOrHide()
      else if (name === 'dial-clipboard') void links.dialCopied()
      else tell('hotkey', { name })
    },
    tested: (name) => tell('hotkey.tested', { name }),
    changed: (keys) => tell('hotkeys.status', { keys: [...keys] }),
    log,
  })
  return {
    ringing,
    alerts,
    links,
    hotkeys,
    close() {
      hotkeys.close()
      ringing.clearAll()
      alerts.clear()
    },
  }
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
  { hotkeys, links }: PageServices,
  { settings, tell }: Followed,
): void {
  settings.onChange((now, before) => {
    const telephone = now.values['links.telephone']
    nativeTheme.themeSource = now.values['appearance.theme']
    front.main.window.webContents.setZoomFactor(zoomOf(settings))
    hotkeys.replace(hotkeysOf(settings))
    if (telephone !== before.values['links.telephone']) {
      if (telephone) links.claim(true)
      else links.release()
    }
    tell('settings.changed', { effective: now, keptAside: settings.keptAside })
  })
}

export function hotkeysOf(settings: Settings): HotkeySet {
  const pairs = hotkeyNames.map((name): readonly [HotkeyName, string | null] => [
    name,
    settings.value(`hotkey.${name}`),
  ])
  // The cast: one pair for each name.
  return Object.fromEntries(pairs) as HotkeySet
}
