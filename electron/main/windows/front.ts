import { join } from 'node:path'
import { app } from 'electron'
import type { DeskCommand, DeskNow } from '../../contract/desk.ts'
import type { MiniAction, Ring, RingAction } from '../../contract/panel.ts'
import type { Log } from '../log.ts'
import type { Settings } from '../services/settings/settings.ts'
import { openTray } from '../services/tray/tray.ts'
import { nobody } from '../services/tray/tray-state.ts'
import { createLeaving } from './leaving.ts'
import { openMainWindow, type MainWindow } from './main-window.ts'
import { createMiniBar } from './mini-bar.ts'
import { createRingWindow } from './ring-window.ts'
import { askToEndCall, explainTray } from './unload-guard.ts'
import type { WindowPlaces } from './window-places.ts'

export interface FrontOptions {
  readonly settings: Settings
  readonly places: WindowPlaces
  /** The page's address, what follows its path included. */
  readonly pageUrl: string
  /** The address of a small window's page. */
  readonly panelUrl: (name: 'ring' | 'mini') => string
  /** The folder of this program's own files: preloads beside it, icons with the page. */
  readonly folder: string
  readonly command: (command: DeskCommand) => void
  readonly ringAction: (action: RingAction) => void
  readonly focused: (focused: boolean) => void
  stopping(): boolean
  readonly log: Log
}

export interface Front {
  readonly main: MainWindow
  show(): void
  /** Hides the window that is in front; brings one that is not. */
  showOrHide(): void
  /** The mini bar in place of the window. */
  mini(): void
  /** What the page has told of itself. */
  desk(now: DeskNow): void
  rings(rings: readonly Ring[]): void
  close(): void
}

/** Everything that a person sees of the program, together: window, ring window, mini bar and tray. */
export function openFront(options: FrontOptions): Front {
  const { settings, places, folder, command, log } = options
  const preload = (name: string): string => join(folder, '../preload', name)
  const development = !app.isPackaged
  let desk = nobody
  let ringing: readonly Ring[] = []
  const inCall = (): boolean => desk.call !== null && desk.call.state !== 'ended'

  const leaving = createLeaving({
    inCall,
    stopping: options.stopping,
    askToEndCall: () => askToEndCall(main.window),
    closesToTray: () => settings.value('window.closeToTray'),
    firstClose: () => places.firstTime('close-to-tray'),
    explain: () => explainTray(main.window),
    hide: () => main.hide(),
    quit: () => app.quit(),
  })
  app.on('before-quit', leaving.onQuit)
  const main = openMainWindow({
    preload: preload('index.cjs'),
    url: options.pageUrl,
    development,
    leaving,
    places,
  })
  const show = (): void => main.show()
  const panel = { preload: preload('panel.cjs'), development, log }
  const ring = createRingWindow({
    ...panel,
    url: options.panelUrl('ring'),
    act(action) {
      if (action.kind === 'show') show()
      options.ringAction(action)
    },
  })
  const bar = createMiniBar({
    ...panel,
    url: options.panelUrl('mini'),
    places,
    act: (action: MiniAction) => (action.kind === 'show' ? show() : command(action)),
  })
  const mini = (): void => {
    if (!inCall()) return
    main.hide()
    bar.show()
  }
  const tray = openTray(
    join(folder, '../renderer'),
    {
      command,
      show,
      mini,
      settings() {
        show()
        command({ kind: 'open-settings' })
      },
      quit: () => app.quit(),
    },
    log,
  )

  function followMain(): void {
    const shown = main.isShown()
    const focused = shown && main.window.isFocused()
    options.focused(focused)
    ring.update(ringing, settings.value('notifications.ringWindow') && !focused)
    if (shown) bar.hide()
    else if (inCall() && settings.value('window.miniBar')) bar.show()
  }

  const { window } = main
  // One for each: the compiler takes no list of names for this.
  window.on('focus', followMain)
  window.on('blur', followMain)
  window.on('show', followMain)
  window.on('hide', followMain)
  window.on('minimize', followMain)
  window.on('restore', followMain)
  window.on('focus', () => main.flash(false))
  window.webContents.once('did-finish-load', ring.prepare)
  window.once('closed', () => app.quit())

  return {
    main,
    show,
    showOrHide: () => (main.isShown() && main.window.isFocused() ? main.hide() : show()),
    mini,
    desk(now) {
      const before = desk
      desk = now
      tray.update(now)
      bar.update(now)
      if (before.call === null && now.call !== null) followMain()
    },
    rings(now) {
      ringing = now
      tray.ringing(now.length)
      main.flash(now.length > 0 && settings.value('notifications.flash'))
      followMain()
    },
    close() {
      app.removeListener('before-quit', leaving.onQuit)
      tray.close()
      ring.close()
      bar.close()
      places.close()
    },
  }
}
