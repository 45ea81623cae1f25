import { expect, test } from '@playwright/test'
import { missingPrograms, startDesktopSession } from './desktop-session.ts'
import { launchDesktop, mainWindow } from './launch.ts'
import { makeRing, panelPage, windowState } from './panels.ts'
import { startSmallServer } from './small-server.ts'

const missing = missingPrograms('openbox', 'xprop', 'dbus-daemon')
test.skip(missing.length > 0, `not run: this machine lacks ${missing.join(', ')}`)

test('over the full-screen window of another program, it rings and leaves the keyboard where it was', async () => {
  test.setTimeout(120_000)
  const session = await startDesktopSession()
  session.start('openbox', [])
  // A running window manager reports itself at the root of the screen.
  const manager = () => session.run('xprop', ['-root', '_NET_SUPPORTING_WM_CHECK'])
  await expect.poll(manager).toContain('window id')
  const server = await startSmallServer()
  const desktop = await launchDesktop({ serverUrl: server.url, env: session.env })
  try {
    const ring = await panelPage(desktop.app, 'ring')
    // Another program has the keyboard; ours is minimized. Not full screen: X11's window managers keep that on top.
    const other = await launchDesktop({ serverUrl: server.url, env: session.env })
    const otherWindow = await mainWindow(other)
    await otherWindow.evaluate((window) => {
      window.maximize()
      window.focus()
    })
    await (await mainWindow(desktop)).evaluate((window) => window.minimize())
    const hasKeyboard = () =>
      otherWindow.evaluate((window) => window.isMaximized() && window.isFocused())
    await expect.poll(hasKeyboard).toBe(true)
    // A notification of the system could cover the ring window.
    await desktop.page.evaluate(() =>
      window.desktop.invoke('settings.change', { change: { 'notifications.native': false } }),
    )
    await desktop.page.evaluate(
      (ring) => window.desktop.invoke('ringing.show', ring),
      makeRing('c1', 'Marta'),
    )
    await expect.poll(() => windowState(desktop.app, 'ring')).toMatchObject({ visible: true })
    await expect(ring.getByRole('heading')).toHaveText('Marta')
    expect(await hasKeyboard()).toBe(true)

    await other.close()
  } finally {
    await desktop.close()
    await server.close()
    await session.close()
  }
})
