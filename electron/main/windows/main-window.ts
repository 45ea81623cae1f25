import { BrowserWindow, nativeTheme } from 'electron'
import { guardUnload } from './unload-guard.ts'

export interface MainWindow {
  readonly window: BrowserWindow
  /** Brings the window to the person, out of the dock or from behind. */
  show(): void
  flash(on: boolean): void
}

export interface MainWindowOptions {
  readonly preload: string
  readonly url: string
  readonly development: boolean
  /** Whether the window must close without asking. */
  stopping(): boolean
}

/** Opens the one window: sandboxed, isolated, without Node; never throttled, since calls ring in it while hidden. */
export function openMainWindow(options: MainWindowOptions): MainWindow {
  const { preload, url, development, stopping } = options
  const window = new BrowserWindow({
    title: 'Cordboard',
    width: 420,
    height: 720,
    minWidth: 360,
    minHeight: 560,
    show: false,
    // The page's own colours, so that nothing flashes before it has drawn.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#14171a' : '#f7f5f1',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      backgroundThrottling: false,
      autoplayPolicy: 'no-user-gesture-required',
      devTools: development,
    },
  })
  window.once('ready-to-show', () => window.show())
  guardUnload(window, stopping)
  // A failed load shows Chromium's own page; the main process has nothing to add to it.
  window.loadURL(url).catch(() => undefined)
  return {
    window,
    show() {
      if (window.isDestroyed()) return
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
    },
    flash(on) {
      if (!window.isDestroyed()) window.flashFrame(on && !window.isFocused())
    },
  }
}
