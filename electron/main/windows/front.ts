import { join } from 'node:path'
import { app } from 'electron'
import type { Alert, DeskCommand, DeskNow } from '../../contract/desk.ts'
import type { MiniAction, Ring, RingAction } from '../../contract/panel.ts'
import type { Log } from '../log.ts'
import type { Settings } from '../services/settings/settings.ts'
import { openTray } from '../services/tray/tray.ts'
import { nobody } from '../services/tray/tray-state.ts'
import { createLeaving, type Leaving } from './leaving.ts'
import { openMainWindow, type MainWindow } from './main-window.ts'
import { createMiniBar } from './mini-bar.ts'
import { recoverPage } from './page-recovery.ts'
import { createRingWindow } from './ring-window.ts'
import { askToEndCall, explainTray, tellGivenUp } from './unload-guard.ts'
import type { WindowPlaces } from './window-places.ts'

export interface FrontOptions {
  readonly settings: Settings
  readonly places: WindowPlaces
  /** The page's address, what follows its path included. */
  readonly pageUrl: string
  /** The origins of our own pages. */
  readonly origins: readonly string[]
  /** The address of a small window's page. */
  readonly panelUrl: (name: 'ring' | 'mini') => string
  /** The folder of this program's own files: preloads beside it, icons with the page. */
  readonly folder: string
  readonly command: (command: DeskCommand) => void
  readonly ringAction: (action: RingAction) => void
  readonly focused: (focused: boolean) => void
  /** Hears what must be told, and whether the window is before the person. */
  readonly alert: (alert: Alert | null, seen: boolean) => void
  /** Hears what the page has told of itself and how many calls ring. */
  readonly stands: (desk: DeskNow, ringing: number) => void
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
  /** Whether there is a call in hand, as far as the page has told. */
  inCall(): boolean
  /** What the page has told of itself. */
  desk(now: DeskNow): void
  rings(rings: readonly Ring[]): void
  close(): void
}

/** Everything that a person sees of the program, together: window, ring window, mini bar and tray. */
export function openFront(options: FrontOptions): Front {
  const { settings, places } = options
  let desk = nobody
  let ringing: readonly Ring[] = []
  const inCall = (): boolean => desk.call !== null && desk.call.state !== 'ended'
  const { main, leaving } = openMain(options, inCall)
  const show = (): void => main.show()
  const { ring, bar } = makePanels(options, show)
  const mini = (): void => {
    if (!inCall()) return
    main.hide()
    bar.show()
  }
  const tray = makeTray(options, show, mini)

  function followMain(): void {
    const shown = main.isShown()
    const focused = shown && main.window.isFocused()
    options.focused(focused)
    if (focused) main.flash(false)
    // Not over the window that shows the same already.
    ring.update(ringing, settings.value('notifications.ringWindow') && !focused)
    if (shown) bar.hide()
    else if (inCall() && settings.value('window.miniBar')) bar.show()
  }

  onStanding(main, followMain)
  main.window.webContents.once('did-finish-load', ring.prepare)
  return {
    main,
    show,
    showOrHide: () => (main.isShown() && main.window.isFocused() ? main.hide() : show()),
    mini,
    inCall,
    desk(now) {
      const before = desk
      desk = now
      noteCall(options.log, before, now)
      tray.update(now)
      bar.update(now)
      options.alert(now.alert, main.isShown() && main.window.isFocused())
      if (before.call === null && now.call !== null) followMain()
      options.stands(desk, ringing.length)
    },
    rings(now) {
      ringing = now
      tray.ringing(now.length)
      main.flash(now.length > 0 && settings.value('notifications.flash'))
      followMain()
      options.stands(desk, ringing.length)
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

function openMain(
  { settings, places, folder, pageUrl, stopping, log }: FrontOptions,
  inCall: () => boolean,
): { main: MainWindow; leaving: Leaving } {
  const leaving = createLeaving({
    inCall,
    stopping,
    askToEndCall: () => askToEndCall(main.window),
    closesToTray: () => settings.value('window.closeToTray'),
    firstClose: () => places.firstTime('close-to-tray'),
    explain: () => explainTray(main.window),
    hide: () => main.hide(),
    quit: () => app.quit(),
  })
  app.on('before-quit', leaving.onQuit)
  const main = openMainWindow({
    preload: join(folder, '../preload/index.cjs'),
    url: pageUrl,
    development: !app.isPackaged,
    leaving,
    places,
  })
  recoverPage(main.window.webContents, {
    log,
    now: () => performance.now(),
    after: (milliseconds, run) => setTimeout(run, milliseconds),
    gaveUp: () => tellGivenUp(),
  })
  // The small windows alone are no program.
  main.window.once('closed', () => app.quit())
  return { main, leaving }
}

function makePanels(options: FrontOptions, show: () => void) {
  const { folder, places, log } = options
  const panel = {
    preload: join(folder, '../preload/panel.cjs'),
    development: !app.isPackaged,
    origins: options.origins,
    log,
  }
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
    act: (action: MiniAction) => (action.kind === 'show' ? show() : options.command(action)),
  })
  return { ring, bar }
}

function makeTray({ folder, command, log }: FrontOptions, show: () => void, mini: () => void) {
  const doings = {
    command,
    show,
    mini,
    settings() {
      show()
      command({ kind: 'open-settings' })
    },
    quit: () => app.quit(),
  }
  return openTray(join(folder, '../renderer'), doings, log)
}

/** One line for each step of a call at this desk, under the call's id, as in the logs of page and server. */
function noteCall(log: Log, { call: before }: DeskNow, { call: now }: DeskNow): void {
  const { callId, state } = now ?? {}
  if (before?.callId === callId && before?.state === state) return
  if (before !== null && before.callId !== callId) log.info({ callId: before.callId }, 'call gone')
  if (callId !== undefined) log.info({ callId, state }, 'call')
}

/** Calls at each change of how the window stands before the person. */
function onStanding({ window }: MainWindow, changed: () => void): void {
  // One for each: the compiler takes no list of names here.
  window.on('focus', changed)
  window.on('blur', changed)
  window.on('show', changed)
  window.on('hide', changed)
  window.on('minimize', changed)
  window.on('restore', changed)
}
