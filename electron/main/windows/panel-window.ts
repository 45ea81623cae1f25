import { BrowserWindow, type BrowserWindowConstructorOptions } from 'electron'
import type { z } from 'zod'
import { panelChannels } from '../../contract/panel-channels.ts'
import { handlePanelMessages } from '../ipc/panel-ipc.ts'
import type { Log } from '../log.ts'
import { pagePreferences } from './page-preferences.ts'

export interface PanelWindow<State> {
  /** Opens the window hidden, so that showing it later takes no time. */
  prepare(): void
  /** Draws the state, also while the window is hidden. */
  draw(state: State): void
  /** Shows the window. The keyboard stays where the person types. */
  show(): void
  hide(): void
  isVisible(): boolean
  /** The window; null before it was prepared or shown. */
  window(): BrowserWindow | null
  close(): void
}

export interface PanelWindowDeps<State, Action> {
  readonly preload: string
  readonly url: string
  /** The origins whose pages may send messages. */
  readonly origins: readonly string[]
  readonly development: boolean
  readonly look: BrowserWindowConstructorOptions
  readonly first: State
  readonly action: z.ZodType<Action>
  readonly onAction: (action: Action) => void
  /** Moves the window to its place just before it is shown. */
  readonly place: (window: BrowserWindow) => void
  readonly log: Log
}

/**
 * A small window above all others, on every workspace and over full-screen windows. It draws the state that it is
 * given and reports what was pressed. Only its own page may send messages, and only those of its schema.
 */
export function createPanelWindow<State, Action>(
  options: PanelWindowDeps<State, Action>,
): PanelWindow<State> {
  let state = options.first
  let window: BrowserWindow | null = null

  function open(): BrowserWindow {
    if (window !== null && !window.isDestroyed()) return window
    const opened = new BrowserWindow({
      title: 'Cordboard',
      show: false,
      frame: false,
      resizable: false,
      minimizable: false,
      maximizable: false,
      fullscreenable: false,
      skipTaskbar: true,
      alwaysOnTop: true,
      // On macOS a panel can lie over the full screen of another program.
      ...(process.platform === 'darwin' ? { type: 'panel' } : {}),
      ...options.look,
      webPreferences: pagePreferences(options.preload, options.development),
    })
    opened.setAlwaysOnTop(true, 'screen-saver')
    opened.setVisibleOnAllWorkspaces(true, {
      visibleOnFullScreen: true,
      skipTransformProcessType: true,
    })
    handlePanelMessages({ ...options, ipc: opened.webContents.ipc, state: () => state })
    opened.loadURL(options.url).catch(() => undefined)
    window = opened
    return opened
  }

  return {
    prepare: () => void open(),
    draw(next) {
      state = next
      if (window !== null && !window.isDestroyed()) {
        window.webContents.send(panelChannels.show, next)
      }
    },
    show() {
      const shown = open()
      if (shown.isVisible()) return
      options.place(shown)
      shown.showInactive()
      shown.moveTop()
    },
    hide() {
      if (window !== null && !window.isDestroyed()) window.hide()
    },
    isVisible: () => window !== null && !window.isDestroyed() && window.isVisible(),
    window: () => (window?.isDestroyed() === true ? null : window),
    close() {
      if (window !== null && !window.isDestroyed()) window.destroy()
      window = null
    },
  }
}
