import { expect, test } from '@playwright/test'
import type { LaunchedDesktop } from './launch.ts'
import { openSignedIn } from './signed-in.ts'

/** Ends the page's process as a fault in it would. */
async function crash({ app }: LaunchedDesktop): Promise<void> {
  await app.evaluate(({ BrowserWindow }) => {
    const main = BrowserWindow.getAllWindows().find(({ webContents }) =>
      webContents.getURL().includes('/index.html'),
    )
    main?.webContents.forcefullyCrashRenderer()
  })
}

/** What the page shows. Asked of the main process, for a page that has died is lost to the test's own handle. */
function shown({ app }: LaunchedDesktop): Promise<string> {
  return app.evaluate(({ BrowserWindow }) => {
    const main = BrowserWindow.getAllWindows().find(({ webContents }) =>
      webContents.getURL().includes('/index.html'),
    )
    const read: Promise<string> | undefined = main?.webContents
      .executeJavaScript('document.body.innerText')
      .catch(() => '')
    return read ?? ''
  })
}

test('a page that dies comes back by itself, signed in as before', async () => {
  const opened = await openSignedIn()
  try {
    // The second fault is mended, too.
    for (let faults = 0; faults < 2; faults += 1) {
      const before = opened.server.token()
      await crash(opened.desktop)
      // Before that there is nobody to be asked what is shown.
      await expect.poll(() => opened.server.token()).not.toBe(before)
      await expect.poll(() => shown(opened.desktop)).toContain('History')
    }
    await opened.desktop.log.waitFor('page died')
  } finally {
    await opened.close()
  }
})
