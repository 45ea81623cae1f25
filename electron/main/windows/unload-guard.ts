import { dialog, type BrowserWindow } from 'electron'

/**
 * During a call the page asks to stay. Electron would then refuse to close without a word, so the
 * person is asked what a browser would ask; but not once the program was told to stop.
 */
export function guardUnload(window: BrowserWindow, stopping: () => boolean): void {
  window.webContents.on('will-prevent-unload', (event) => {
    if (stopping()) {
      event.preventDefault()
      return
    }
    const choice = dialog.showMessageBoxSync(window, {
      type: 'warning',
      message: 'A call is in progress',
      detail: 'Closing Cordboard ends it for you.',
      buttons: ['Stay on the call', 'Close and end the call'],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    })
    if (choice === 1) event.preventDefault()
  })
}
