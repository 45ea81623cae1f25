import {
  app,
  clipboard,
  globalShortcut,
  nativeTheme,
  Notification,
  shell,
  type NotificationConstructorOptions,
} from 'electron'
import { isHandledByMain, type HotkeyHandlers } from '../contract/hotkey-names.ts'
import type { SettingValues } from '../contract/settings.ts'
import type { SendToPage } from './ipc/send-to-page.ts'
import type { Log } from './log.ts'
import { createHotkeys, type Hotkeys } from './services/hotkeys/hotkeys.ts'
import { createLinuxDefaults } from './services/links/linux-defaults.ts'
import { createLinks, type Links } from './services/links/links.ts'
import { createLinkRegistration, createElectronDefaults } from './services/links/registration.ts'
import { createAlerts, type Alerts } from './services/notifications/alerts.ts'
import { createRinging, type Ringing } from './services/notifications/ringing.ts'
import type { Settings } from './services/settings/settings.ts'
import { signedOutDesk } from './services/tray/tray-state.ts'
import type { DesktopWindows } from './windows/desktop-windows.ts'

/** The services that send events to the page. */
export interface PageServices {
  readonly ringing: Ringing
  readonly alerts: Alerts
  readonly links: Links
  /** Registers for our own links, and for telephone links or not. */
  readonly registerLinks: (telephone: boolean) => void
  readonly hotkeys: Hotkeys
  close(): void
}

/** `windows` is null until the windows are open. */
export function createPageServices(options: {
  readonly settings: Settings
  readonly log: Log
  readonly sendToPage: SendToPage
  readonly windows: () => DesktopWindows | null
}): PageServices {
  const { settings, log, sendToPage, windows } = options
  const system = {
    isSupported: () => settings.value('notifications.native') && Notification.isSupported(),
    create: (options: NotificationConstructorOptions) => new Notification(options),
    log,
  }
  const alerts = createAlerts({ ...system, show: () => windows()?.show() })
  const ringing = createRinging({
    ...system,
    onChange: (rings) => windows()?.updateRings(rings),
    onAction(action) {
      if (action.action === 'show') windows()?.show()
      sendToPage('ringing.action', action)
    },
  })
  const links = createLinks({
    mayPlaceCalls: () => settings.value('features.outbound'),
    mayOpenTelephoneLinks: () => !isForbidden(settings, 'links.telephone'),
    fill: (number) => sendToPage('dial.fill', { number }),
    // A promise in newer versions of Electron, a text in older ones.
    readClipboard: async () => clipboard.readText(),
    beep: () => shell.beep(),
    show: () => windows()?.show(),
    log,
  })
  const handlers: HotkeyHandlers<'main'> = {
    'show-or-hide': () => windows()?.showOrHide(),
    'dial-clipboard': () => void links.fillCopied(),
  }
  const hotkeys = createHotkeys({
    shortcuts: globalShortcut,
    onPress(name) {
      // At once: work that is put off during a press may wait until something else wakes the program.
      if (isHandledByMain(name)) handlers[name]()
      else sendToPage('hotkey', { name })
    },
    onTest: (name) => sendToPage('hotkey.tested', { name }),
    onChange: (keys) => sendToPage('hotkeys.status', { keys: [...keys] }),
    log,
  })
  const registerLinks = createLinkRegistration(
    app.isPackaged,
    process.platform === 'linux'
      ? createLinuxDefaults(process.env, log)
      : createElectronDefaults(app),
  )
  return {
    ringing,
    alerts,
    links,
    registerLinks,
    hotkeys,
    close() {
      hotkeys.close()
      ringing.clearAll()
      alerts.clear()
    },
  }
}

/** True only if a policy switched it off. A person who switched it off has not forbidden it. */
function isForbidden(settings: Settings, key: 'links.telephone'): boolean {
  return settings.effective().sources[key] === 'policy' && !settings.value(key)
}

/** Starts the services of open windows, and follows the page and the settings from then on. */
export function startPageServices(
  windows: DesktopWindows,
  { ringing, links, registerLinks, hotkeys }: PageServices,
  settings: Settings,
  sendToPage: SendToPage,
): void {
  const { webContents } = windows.main.window
  const zoom = (): void => webContents.setZoomFactor(zooms[settings.value('appearance.textSize')])
  hotkeys.replace(settings.effective().values)
  registerLinks(wantsTelephone(settings.effective().values))
  // A page that loads again does not know what rang before, nor the state of the hotkeys.
  webContents.on('did-navigate', () => {
    ringing.clearAll()
    windows.updateDesk(signedOutDesk)
  })
  webContents.on('did-finish-load', () => {
    zoom()
    sendToPage('hotkeys.status', { keys: [...hotkeys.states()] })
    links.onPageReady()
  })
  settings.onChange((now, before) => {
    nativeTheme.themeSource = now.values['appearance.theme']
    zoom()
    hotkeys.replace(now.values)
    const telephone = wantsTelephone(now.values)
    if (telephone !== wantsTelephone(before.values)) registerLinks(telephone)
    sendToPage('settings.changed', settings.status())
  })
}

const zooms = { normal: 1, large: 1.15, larger: 1.3 }

/** Telephone links are ours if the setting says so and agents may place calls. */
function wantsTelephone(values: SettingValues): boolean {
  return values['links.telephone'] && values['features.outbound']
}
