import { BrowserWindow, nativeTheme } from 'electron'
import type { QuitGuard } from './quit-guard.ts'
import { pagePreferences } from './page-preferences.ts'
import { guardUnload } from './unload-guard.ts'
import type { WindowPlaces } from './window-places.ts'

export interface MainWindow {
  readonly window: BrowserWindow
  /** Shows and focuses the window, also from the tray, the dock or behind other windows. */
  show(): void
  hide(): void
  /** Whether it is visible, as far as the system knows: shown and not minimized. */
  isShown(): boolean
  flash(on: boolean): void
}

export interface MainWindowDeps {
  readonly url: string
  readonly quitGuard: QuitGuard
  readonly places: WindowPlaces
}

const SIZE = { width: 420, height: 720 }

/** Opens the main window at its last place. */
export function openMainWindow(options: MainWindowDeps): MainWindow {
  const { url, quitGuard, places } = options
  const window = new BrowserWindow({
    title: 'Cordboard',
    ...places.find('main', SIZE),
    minWidth: 360,
    minHeight: 560,
    show: false,
    // The colours of the page, so that nothing flashes before it is drawn.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#131519' : '#f5f4f0',
    webPreferences: pagePreferences('index'),
  })
  window.once('ready-to-show', () => window.show())
  window.on('close', quitGuard.onClose)
  places.follow('main', window)
  guardUnload(window, quitGuard.isDecided)
  // Chromium shows its own page when a load fails; there is nothing to add.
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
