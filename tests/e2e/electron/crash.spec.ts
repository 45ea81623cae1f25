import { expect, test } from '@playwright/test'
import type { LaunchedDesktop } from './launch.ts'
import { openWithCaller } from './in-call.ts'
import { openSignedIn } from './signed-in.ts'

/** Crashes the process of the page. */
async function crash({ app }: LaunchedDesktop): Promise<void> {
  await app.evaluate(({ BrowserWindow }) => {
    const main = BrowserWindow.getAllWindows().find(({ webContents }) =>
      webContents.getURL().includes('/index.html'),
    )
    main?.webContents.forcefullyCrashRenderer()
  })
}

/** The text of the page, read through the main process, because the test loses its own handle when a page crashes. */
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

test('a page that crashes comes back, signed in as before', async () => {
  const opened = await openSignedIn()
  try {
    // The second crash is repaired, too.
    for (let faults = 0; faults < 2; faults += 1) {
      const before = opened.server.token()
      await crash(opened.desktop)
      // Before that there is no page to read.
      await expect.poll(() => opened.server.token()).not.toBe(before)
      await expect.poll(() => shown(opened.desktop)).toContain('History')
    }
    await opened.desktop.log.waitFor('page died')
  } finally {
    await opened.close()
  }
})

/** In decibels: speech is far above, silence and a leg that nobody speaks on far below. */
const HEARD = -50

test('a page that crashes during a call comes back into the call, and both hear each other again', async () => {
  const opened = await openWithCaller(true)
  const { desktop, caller } = opened
  const up = async () => {
    const calls = await opened.centre.twilio.calls.list({ status: 'in-progress' })
    return calls.map(({ sid }) => sid).toSorted()
  }
  const loudness = async () => (await caller.hears()).dbfs
  const audible = () =>
    desktop.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().some(({ webContents }) => webContents.isCurrentlyAudible()),
    )
  try {
    await expect.poll(loudness).toBeGreaterThan(HEARD)
    const before = await up()
    await crash(desktop)
    // The customer’s leg is the same; the agent’s is a new one, and the end of the old one has ended nothing else.
    await expect
      .poll(async () => (await up()).filter((sid) => !before.includes(sid)))
      .toHaveLength(1)
    await expect.poll(async () => (await up()).length).toBe(2)
    await expect.poll(() => shown(desktop)).toContain('Talking')
    await expect.poll(loudness).toBeGreaterThan(HEARD)
    await expect.poll(audible).toBe(true)
    expect(await caller.callState()).toBe('in-progress')
    await caller.hangUp()
    await expect.poll(() => shown(desktop)).toContain('Disposition')
  } finally {
    await opened.close()
  }
})
