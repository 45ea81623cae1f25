import { dialog, type BrowserWindow, type MessageBoxOptions } from 'electron'

const callInProgress: MessageBoxOptions = {
  type: 'warning',
  message: 'A call is in progress',
  detail: 'If you close Cordboard, you leave the call.',
  buttons: ['Stay on the call', 'Close and end the call'],
  defaultId: 0,
  cancelId: 0,
  noLink: true,
}

/** Asks whether the call may end. Resolves with true if it may. */
export async function confirmEndOfCall(window: BrowserWindow | null): Promise<boolean> {
  const { response } =
    window === null || !window.isVisible()
      ? await dialog.showMessageBox(callInProgress)
      : await dialog.showMessageBox(window, callInProgress)
  return response === 1
}

/**
 * During a call the page asks to stay. Electron would then refuse to close without a message, so the person gets the
 * question that a browser would ask; not if it is decided already.
 */
export function guardUnload(window: BrowserWindow, isDecided: () => boolean): void {
  window.webContents.on('will-prevent-unload', (event) => {
    if (isDecided() || dialog.showMessageBoxSync(window, callInProgress) === 1)
      event.preventDefault()
  })
}

/** Explains what closing does. Resolves with false if the person wants to quit. */
export async function explainTray(window: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'info',
    message: 'Cordboard keeps running',
    detail:
      'Calls still ring while the window is closed. To open it again, use the tray or start Cordboard. You can change this in the settings.',
    buttons: ['Keep it running', 'Quit Cordboard'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  })
  return response === 0
}

/** Says that the page crashes again and again. */
export function showPageFailure(): void {
  dialog.showErrorBox(
    'Cordboard’s window keeps crashing',
    'Quit Cordboard and start it again. If that doesn’t help, send the logs to your IT support.',
  )
}
