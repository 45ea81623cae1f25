import { BrowserWindow, nativeTheme } from 'electron'
import type { QuitGuard } from './quit-guard.ts'
import { pagePreferences } from './page-preferences.ts'
import { guardUnload } from './unload-guard.ts'
import type { WindowPlaces } from './window-places.ts'

export interface MainWindow {
  readonly window: BrowserWindow
  /** Brings the window to the person, out of the tray, the dock or from behind. */
  show(): void
  hide(): void
  /** Seen by the person, as far as the system tells: shown and not minimized. */
  isShown(): boolean
  flash(on: boolean): void
}

export interface MainWindowDeps {
  readonly preload: string
  readonly url: string
  readonly development: boolean
  readonly quitGuard: QuitGuard
  readonly places: WindowPlaces
}

const SIZE = { width: 420, height: 720 }

/** Opens the main window where it was last. */
export function openMainWindow(options: MainWindowDeps): MainWindow {
  const { preload, url, development, quitGuard, places } = options
  const window = new BrowserWindow({
    title: 'Cordboard',
    ...places.find('main', SIZE),
    minWidth: 360,
    minHeight: 560,
    show: false,
    // The page's own colours, so that nothing flashes before it has drawn.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#131519' : '#f5f4f0',
    webPreferences: pagePreferences(preload, development),
  })
  window.once('ready-to-show', () => window.show())
  window.on('close', quitGuard.onClose)
  places.follow('main', window)
  guardUnload(window, quitGuard.isDecided)
  // A failed load shows Chromium's own page; the main process has nothing to add to it.
  window.loadURL(url).catch(() => undefined)
  const alive = (): boolean => !window.isDestroyed()
  return {
    window,
    show() {
      if (!alive()) return
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
    },
    hide() {
      if (alive()) window.hide()
    },
    isShown: () => alive() && window.isVisible() && !window.isMinimized(),
    flash(on) {
      if (alive()) window.flashFrame(on && !window.isFocused())
    },
  }
}
