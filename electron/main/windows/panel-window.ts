import { BrowserWindow, type BrowserWindowConstructorOptions } from 'electron'
import type { z } from 'zod'
import { panelChannels } from '../../contract/panel-channels.ts'
import { handlePanelMessages } from '../ipc/panel-ipc.ts'
import type { Log } from '../log.ts'
import { pagePreferences } from './page-preferences.ts'

export interface PanelWindow<State> {
  /** Opens the window out of sight, so that showing it later takes no time. */
  prepare(): void
  /** Draws the state; also while hidden. */
  draw(state: State): void
  /** Shows the window without taking the focus from where the person types. */
  show(): void
  hide(): void
  isVisible(): boolean
  /** The window, once it was prepared or shown. */
  window(): BrowserWindow | null
  close(): void
}

export interface PanelWindowDeps<State, Action> {
  readonly preload: string
  readonly url: string
  /** The origins whose pages are heard. */
  readonly origins: readonly string[]
  readonly development: boolean
  readonly look: BrowserWindowConstructorOptions
  readonly first: State
  readonly action: z.ZodType<Action>
  readonly onAction: (action: Action) => void
  /** Where to put the window just before it is shown. */
  readonly place: (window: BrowserWindow) => void
  readonly log: Log
}

/**
 * A small window above all others, on every workspace and over full-screen windows. It draws what it is
 * given and tells what was pressed; only its own page is heard, and that in its own words alone.
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
      // On a Mac a panel may lie over another program's full screen without leaving it.
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
