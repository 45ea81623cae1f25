import { expect, type ElectronApplication, type Page } from '@playwright/test'

/** The page of a small window, once it has loaded. */
export async function panelPage(app: ElectronApplication, name: 'ring' | 'mini'): Promise<Page> {
  const find = (): Page | undefined =>
    app.windows().find((page) => page.url().endsWith(`/${name}.html`))
  await expect.poll(() => find() !== undefined).toBe(true)
  const page = find()
  if (page === undefined) throw new Error(`There is no ${name} window.`)
  await page.waitForLoadState()
  return page
}

/** How the window with that page stands. */
export function windowState(app: ElectronApplication, name: 'index' | 'ring' | 'mini') {
  return app.evaluate(({ BrowserWindow }, file) => {
    const window = BrowserWindow.getAllWindows().find((each) =>
      each.webContents.getURL().includes(`/${file}.html`),
    )
    return window === undefined
      ? null
      : {
          visible: window.isVisible(),
          focused: window.isFocused(),
          above: window.isAlwaysOnTop(),
          bounds: window.getBounds(),
        }
  }, name)
}

/** A ring as the page tells it, from the queue *Support*. */
export function makeRing(callId: string, title: string, body = 'Support') {
  const queue = 'Support'
  return { callId, title, body, queue, number: null, note: null, waitsSince: null, deadline: null }
}
