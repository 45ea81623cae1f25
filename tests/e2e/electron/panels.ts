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
