import { app } from 'electron'
import type { Alert, DeskCommand, DeskStatus } from '../../contract/desk.ts'
import type { MiniAction, Ring, RingAction } from '../../contract/panel.ts'
import { after } from '../clock.ts'
import type { Log } from '../log.ts'
import type { Settings } from '../services/settings/settings.ts'
import { openTray } from '../services/tray/tray.ts'
import { signedOutDesk } from '../services/tray/tray-state.ts'
import { createCallEnd } from './call-end.ts'
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
  /** The address of the page, with its fragment. */
  readonly pageUrl: string
  /** The origins of our own pages. */
  readonly origins: readonly string[]
  /** The address of the page of a small window. */
  readonly panelUrl: (name: 'ring' | 'mini') => string
  readonly onCommand: (command: DeskCommand) => void
  readonly onRingAction: (action: RingAction) => void
  readonly onFocusChange: (focused: boolean) => void
  /** Called with the alert of the page. `seen`: the window, which shows the same, has the focus. */
  readonly onAlert: (alert: Alert | null, seen: boolean) => void
  /** Called with the state of the desk and the number of ringing calls. */
  readonly onDeskChange: (desk: DeskStatus, ringing: number) => void
  isStopping(): boolean
  readonly log: Log
}

export interface DesktopWindows {
  readonly main: MainWindow
  show(): void
  /** Hides the window if it has the focus; else shows it. */
  showOrHide(): void
  /** Shows the mini bar in place of the window. Without a call nothing happens. */
  showMiniBar(): void
  /** Whether there is a call, as far as the page has reported. */
  isInCall(): boolean
  /** Takes the state that the page reports. */
  updateDesk(now: DeskStatus): void
  updateRings(rings: readonly Ring[]): void
  close(): void
}

/** Opens everything that a person sees of the program: main window, ring window, mini bar and tray. */
export function openDesktopWindows(deps: DesktopWindowsDeps): DesktopWindows {
  const { settings, places } = deps
  let desk = signedOutDesk
  let ringing: readonly Ring[] = []
  const isInCall = (): boolean => desk.call !== null && desk.call.state !== 'ended'
  const leaveCalls = (): void => deps.onCommand({ kind: 'leave-calls' })
  const callEnd = createCallEnd({ leaveCalls, isInCall, after })
  const { main, quitGuard } = openMain(deps, isInCall, callEnd.endCalls)
  const show = (): void => main.show()
  const { ring, bar } = makePanels(deps, show)
  const showMiniBar = (): void => {
    if (!isInCall()) return
    main.hide()
    bar.show()
  }
  const tray = makeTray(deps, show, showMiniBar)

  function showRings(focused: boolean): void {
    // Not while the main window shows the same.
    ring.update(ringing, desk, settings.value('notifications.ringWindow') && !focused)
  }

  function onMainWindowChange(): void {
    const shown = main.isShown()
    const focused = shown && main.window.isFocused()
    deps.onFocusChange(focused)
    if (focused) main.flash(false)
    showRings(focused)
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
      if (ringing.length > 0) showRings(main.isShown() && main.window.isFocused())
      deps.onAlert(now.alert, main.isShown() && main.window.isFocused())
      if (before.call === null && now.call !== null) onMainWindowChange()
      deps.onDeskChange(desk, ringing.length)
      callEnd.onDesk()
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
  { settings, places, pageUrl, isStopping, log }: DesktopWindowsDeps,
  isInCall: () => boolean,
  endCalls: () => Promise<void>,
): { main: MainWindow; quitGuard: QuitGuard } {
  const quitGuard = createQuitGuard({
    isInCall,
    isStopping,
    confirmEndOfCall: () => confirmEndOfCall(main.window),
    endCalls,
    closesToTray: () => settings.value('window.closeToTray'),
    isFirstClose: () => places.firstTime('close-to-tray'),
    explainTray: () => explainTray(main.window),
    hide: () => main.hide(),
    quit: () => app.quit(),
  })
  app.on('before-quit', quitGuard.onQuit)
  const main = openMainWindow({
    url: pageUrl,
    quitGuard,
    places,
  })
  recoverPage(main.window.webContents, {
    log,
    now: () => performance.now(),
    after,
    onGiveUp: () => showPageFailure(),
  })
  // The program does not run with small windows only.
  main.window.once('closed', () => app.quit())
  return { main, quitGuard }
}

function makePanels(deps: DesktopWindowsDeps, show: () => void) {
  const { origins, places, log } = deps
  const ring = createRingWindow({
    origins,
    log,
    url: deps.panelUrl('ring'),
    onAction(action) {
      if (action.kind === 'show') show()
      deps.onRingAction(action)
    },
  })
  const bar = createMiniBar({
    origins,
    log,
    url: deps.panelUrl('mini'),
    places,
    onAction: (action: MiniAction) => (action.kind === 'show' ? show() : deps.onCommand(action)),
  })
  return { ring, bar }
}

function makeTray(
  { onCommand: command, log }: DesktopWindowsDeps,
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
  return openTray(actions, log)
}

/** Logs each step of a call at this desk with its call id, as the logs of page and server do. */
function logCall(log: Log, { call: before }: DeskStatus, { call: now }: DeskStatus): void {
  const { callId, state } = now ?? {}
  if (before?.callId === callId && before?.state === state) return
  if (before !== null && before.callId !== callId) log.info({ callId: before.callId }, 'call gone')
  if (callId !== undefined) log.info({ callId, state }, 'call')
}

/** Calls `changed` at each change of the window’s visibility or focus. */
function onVisibilityChange({ window }: MainWindow, changed: () => void): void {
  // One call for each: the types do not accept a list of names here.
  window.on('focus', changed)
  window.on('blur', changed)
  window.on('show', changed)
  window.on('hide', changed)
  window.on('minimize', changed)
  window.on('restore', changed)
}
