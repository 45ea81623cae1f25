import type { ElectronApplication } from '@playwright/test'

/** State of the test in the main process, next to what the program shows there. */
interface Watched {
  labels?: () => string[]
  click?: (label: string) => void
  asked?: string[]
}

declare global {
  // oxlint-disable-next-line no-var -- a global of the main process, which only `var` declares
  var watchedByTest: Watched | undefined
}

/** Records the menu of the tray from its next change on: nobody can click a tray that no desktop draws. */
export function watchTray(app: ElectronApplication): Promise<void> {
  return app.evaluate(({ Tray }) => {
    const watched: Watched = (globalThis.watchedByTest ??= {})
    const { setContextMenu } = Tray.prototype
    Tray.prototype.setContextMenu = function (menu) {
      watched.labels = () => (menu?.items ?? []).map(({ label }) => label)
      watched.click = (label) => menu?.items.find((item) => item.label === label)?.click()
      setContextMenu.call(this, menu)
    }
  })
}

export function trayLabels(app: ElectronApplication): Promise<readonly string[]> {
  return app.evaluate(() => globalThis.watchedByTest?.labels?.() ?? [])
}

export function clickTray(app: ElectronApplication, label: string): Promise<void> {
  return app.evaluate((_electron, name) => globalThis.watchedByTest?.click?.(name), label)
}

/** Answers every dialog of the program with the button of that number, and records it. */
export function answerDialogs(app: ElectronApplication, response: number): Promise<void> {
  return app.evaluate(({ dialog }, button) => {
    const watched: Watched = (globalThis.watchedByTest ??= {})
    const asked: string[] = []
    watched.asked = asked
    const answer = async (...given: unknown[]) => {
      const options = given.at(-1) as { message: string }
      asked.push(options.message)
      return { response: button, checkboxChecked: false }
    }
    // The cast: Electron's function has two forms, of which this serves both.
    dialog.showMessageBox = answer as typeof dialog.showMessageBox
  }, response)
}

export function askedDialogs(app: ElectronApplication): Promise<readonly string[]> {
  return app.evaluate(() => globalThis.watchedByTest?.asked ?? [])
}
