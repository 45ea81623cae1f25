import { join } from 'node:path'
import { app } from 'electron'
import type { Alert, DeskCommand, DeskStatus } from '../../contract/desk.ts'
import type { MiniAction, Ring, RingAction } from '../../contract/panel.ts'
import type { Log } from '../log.ts'
import type { Settings } from '../services/settings/settings.ts'
import { openTray } from '../services/tray/tray.ts'
import { signedOutDesk } from '../services/tray/tray-state.ts'
import { createQuitGuard, type QuitGuard } from './quit-guard.ts'
import { openMainWindow, type MainWindow } from './main-window.ts'
import { createMiniBar } from './mini-bar.ts'
import { recoverPage } from './page-recovery.ts'
import { createRingWindow } from './ring-window.ts'
import { confirmEndOfCall, explainTray, showPageFailure } from './unload-guard.ts'
import type { WindowPlaces } from './window-places.ts'

export interface DesktopWindowsDeps {
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
  readonly onCommand: (command: DeskCommand) => void
  readonly onRingAction: (action: RingAction) => void
  readonly onFocusChange: (focused: boolean) => void
  /** Hears what must be told, and whether the window is before the person. */
  readonly onAlert: (alert: Alert | null, seen: boolean) => void
  /** Hears what the page has told of itself and how many calls ring. */
  readonly onDeskChange: (desk: DeskStatus, ringing: number) => void
  isStopping(): boolean
  readonly log: Log
}

export interface DesktopWindows {
  readonly main: MainWindow
  show(): void
  /** Hides the window that is in front; brings one that is not. */
  showOrHide(): void
  /** The mini bar in place of the window. */
  showMiniBar(): void
  /** Whether there is a call in hand, as far as the page has told. */
  isInCall(): boolean
  /** What the page has told of itself. */
  updateDesk(now: DeskStatus): void
  updateRings(rings: readonly Ring[]): void
  close(): void
}

/** Everything that a person sees of the program, together: window, ring window, mini bar and tray. */
export function openDesktopWindows(deps: DesktopWindowsDeps): DesktopWindows {
  const { settings, places } = deps
  let desk = signedOutDesk
  let ringing: readonly Ring[] = []
  const isInCall = (): boolean => desk.call !== null && desk.call.state !== 'ended'
  const { main, quitGuard } = openMain(deps, isInCall)
  const show = (): void => main.show()
  const { ring, bar } = makePanels(deps, show)
  const showMiniBar = (): void => {
    if (!isInCall()) return
    main.hide()
    bar.show()
  }
  const tray = makeTray(deps, show, showMiniBar)

  function onMainWindowChange(): void {
    const shown = main.isShown()
    const focused = shown && main.window.isFocused()
    deps.onFocusChange(focused)
    if (focused) main.flash(false)
    // Not over the window that shows the same already.
    ring.update(ringing, settings.value('notifications.ringWindow') && !focused)
    if (shown) bar.hide()
    else if (isInCall() && settings.value('window.miniBar')) bar.show()
  }

  onVisibilityChange(main, onMainWindowChange)
  main.window.webContents.once('did-finish-load', ring.prepare)
  return {
    main,
    show,
    showOrHide: () => (main.isShown() && main.window.isFocused() ? main.hide() : show()),
    showMiniBar,
    isInCall,
    updateDesk(now) {
      const before = desk
      desk = now
      logCall(deps.log, before, now)
      tray.update(now)
      bar.update(now)
      deps.onAlert(now.alert, main.isShown() && main.window.isFocused())
      if (before.call === null && now.call !== null) onMainWindowChange()
      deps.onDeskChange(desk, ringing.length)
    },
    updateRings(now) {
      ringing = now
      tray.ringing(now.length)
      main.flash(now.length > 0 && settings.value('notifications.flash'))
      onMainWindowChange()
      deps.onDeskChange(desk, ringing.length)
    },
    close() {
      app.removeListener('before-quit', quitGuard.onQuit)
      tray.close()
      ring.close()
      bar.close()
      places.close()
    },
  }
}

function openMain(
  { settings, places, folder, pageUrl, isStopping, log }: DesktopWindowsDeps,
  isInCall: () => boolean,
): { main: MainWindow; quitGuard: QuitGuard } {
  const quitGuard = createQuitGuard({
    isInCall,
    isStopping,
    confirmEndOfCall: () => confirmEndOfCall(main.window),
    closesToTray: () => settings.value('window.closeToTray'),
    isFirstClose: () => places.firstTime('close-to-tray'),
    explainTray: () => explainTray(main.window),
    hide: () => main.hide(),
    quit: () => app.quit(),
  })
  app.on('before-quit', quitGuard.onQuit)
  const main = openMainWindow({
    preload: join(folder, '../preload/index.cjs'),
    url: pageUrl,
    development: !app.isPackaged,
    quitGuard,
    places,
  })
  recoverPage(main.window.webContents, {
    log,
    now: () => performance.now(),
    after: (milliseconds, run) => setTimeout(run, milliseconds),
    onGiveUp: () => showPageFailure(),
  })
  // The small windows alone are no program.
  main.window.once('closed', () => app.quit())
  return { main, quitGuard }
}

function makePanels(deps: DesktopWindowsDeps, show: () => void) {
  const { folder, places, log } = deps
  const panel = {
    preload: join(folder, '../preload/panel.cjs'),
    development: !app.isPackaged,
    origins: deps.origins,
    log,
  }
  const ring = createRingWindow({
    ...panel,
    url: deps.panelUrl('ring'),
    onAction(action) {
      if (action.kind === 'show') show()
      deps.onRingAction(action)
    },
  })
  const bar = createMiniBar({
    ...panel,
    url: deps.panelUrl('mini'),
    places,
    onAction: (action: MiniAction) => (action.kind === 'show' ? show() : deps.onCommand(action)),
  })
  return { ring, bar }
}

function makeTray(
  { folder, onCommand: command, log }: DesktopWindowsDeps,
  show: () => void,
  showMiniBar: () => void,
) {
  const actions = {
    command,
    show,
    mini: showMiniBar,
    settings() {
      show()
      command({ kind: 'open-settings' })
    },
    quit: () => app.quit(),
  }
  return openTray(join(folder, '../renderer'), actions, log)
}

/** One line for each step of a call at this desk, under the call's id, as in the logs of page and server. */
function logCall(log: Log, { call: before }: DeskStatus, { call: now }: DeskStatus): void {
  const { callId, state } = now ?? {}
  if (before?.callId === callId && before?.state === state) return
  if (before !== null && before.callId !== callId) log.info({ callId: before.callId }, 'call gone')
  if (callId !== undefined) log.info({ callId, state }, 'call')
}

/** Calls at each change of how the window stands before the person. */
function onVisibilityChange({ window }: MainWindow, changed: () => void): void {
  // One for each: the compiler takes no list of names here.
  window.on('focus', changed)
  window.on('blur', changed)
  window.on('show', changed)
  window.on('hide', changed)
  window.on('minimize', changed)
  window.on('restore', changed)
}
