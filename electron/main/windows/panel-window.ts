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
  close(): void
}

/** What every small window needs. */
export interface PanelDeps<Action> {
  readonly url: string
  /** The origins whose pages may send messages. */
  readonly origins: readonly string[]
  readonly onAction: (action: Action) => void
  readonly log: Log
}

export interface PanelWindowDeps<State, Action> extends PanelDeps<Action> {
  readonly look: BrowserWindowConstructorOptions
  readonly first: State
  readonly action: z.ZodType<Action>
  /** Moves the window to its place just before it is shown. */
  readonly place: (window: BrowserWindow) => void
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
  const existing = (): BrowserWindow | null => (window?.isDestroyed() === false ? window : null)

  function open(): BrowserWindow {
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
      webPreferences: pagePreferences('panel'),
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
    prepare: () => void (existing() ?? open()),
    draw(next) {
      state = next
      existing()?.webContents.send(panelChannels.show, next)
    },
    show() {
      const shown = existing() ?? open()
      if (shown.isVisible()) return
      options.place(shown)
      shown.showInactive()
      shown.moveTop()
    },
    hide: () => existing()?.hide(),
    close: () => existing()?.destroy(),
  }
}
