import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import { expect, test } from '@playwright/test'
import { launchDesktop, mainWindow, type LaunchedDesktop } from './launch.ts'
import { answerDialogs, askedDialogs, clickTray, trayLabels, watchTray } from './native-parts.ts'
import { makeRing, windowState } from './panels.ts'
import { openSignedIn } from './signed-in.ts'
import { startSmallServer } from './small-server.ts'
import { forgetProfile } from './forget-profile.ts'

async function closeWindow(desktop: LaunchedDesktop): Promise<void> {
  await (await mainWindow(desktop)).evaluate((window) => window.close())
}

test('closing hides the window and explains it once, and the tray shows it again and quits', async () => {
  const { desktop, close } = await openSignedIn()
  try {
    await watchTray(desktop.app)
    await answerDialogs(desktop.app, 0)
    const hidden = () => windowState(desktop.app, 'index')
    await closeWindow(desktop)
    await expect.poll(hidden).toMatchObject({ visible: false })
    await desktop.page.evaluate(
      (ring) => window.desktop.invoke('ringing.show', ring),
      makeRing('c', 'Marta'),
    )
    await expect
      .poll(() => trayLabels(desktop.app))
      .toContainEqual(expect.stringMatching(/^Cordboard · Ringing/))
    expect(await desktop.app.evaluate(({ app }) => app.getBadgeCount())).toBeGreaterThanOrEqual(0)
    await clickTray(desktop.app, 'Show Cordboard')
    await expect.poll(hidden).toMatchObject({ visible: true })
    await closeWindow(desktop)
    await expect.poll(hidden).toMatchObject({ visible: false })
    expect(await askedDialogs(desktop.app)).toEqual(['Cordboard keeps running'])

    await clickTray(desktop.app, 'Settings…')
    await expect(desktop.page.getByRole('heading', { name: 'Settings' })).toBeVisible()
    const gone = once(desktop.app.process(), 'exit')
    await clickTray(desktop.app, 'Quit Cordboard').catch(() => undefined)
    await gone
  } finally {
    await close()
  }
})

test('a window opens at its last place, on a screen that is there', async () => {
  const userData = mkdtempSync(join(tmpdir(), 'cordboard-places-'))
  const server = await startSmallServer()
  const bounds = { x: 300, y: 120, width: 500, height: 700 }
  try {
    const first = await launchDesktop({ serverUrl: server.url, userData })
    await (await mainWindow(first)).evaluate((window, at) => window.setBounds(at), bounds)
    await expect.poll(() => windowState(first.app, 'index')).toMatchObject({ bounds })
    // Quits as a person does: a killed program does not store its place.
    const gone = once(first.app.process(), 'exit')
    await first.app.evaluate(({ app }) => app.quit()).catch(() => undefined)
    await gone

    const second = await launchDesktop({ serverUrl: server.url, userData })
    await expect.poll(() => windowState(second.app, 'index')).toMatchObject({ bounds })
    // The screen on which it stands is unplugged.
    await (
      await mainWindow(second)
    ).evaluate((window) => window.setBounds({ x: 5000, y: 120, width: 500, height: 700 }))
    await second.app.evaluate(({ screen }) => {
      const main = screen.getPrimaryDisplay()
      screen.getAllDisplays = () => [main]
      screen.emit('display-removed', {}, main)
    })
    const x = async () => (await windowState(second.app, 'index'))?.bounds.x ?? 0
    await expect.poll(x).toBeLessThan(1280 - 80)
    await second.close()
  } finally {
    await server.close()
    forgetProfile(userData)
  }
})
