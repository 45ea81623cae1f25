import { execFileSync } from 'node:child_process'
import { expect, test } from '@playwright/test'
import { missingPrograms, startDesktopSession } from './desktop-session.ts'
import { launchDesktop } from './launch.ts'
import { panelPage, windowState } from './panels.ts'
import { startSmallServer } from './small-server.ts'

const missing = missingPrograms('openbox', 'xdotool', 'dbus-daemon')
test.skip(missing.length > 0, `not run: this machine lacks ${missing.join(', ')}`)

test('over a window of somebody else that fills the screen, it rings and leaves the keyboard where it was', async () => {
  const session = await startDesktopSession()
  session.start('openbox', [])
  const server = await startSmallServer()
  const desktop = await launchDesktop({ serverUrl: server.url, env: session.env })
  try {
    const ring = await panelPage(desktop.app, 'ring')
    // Somebody else's program, with the keyboard; ours is minimized. Not full screen: X11's window managers keep that on top.
    const other = await launchDesktop({ serverUrl: server.url, env: session.env })
    await other.app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      window?.maximize()
      window?.focus()
    })
    await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize())
    const hasKeyboard = () =>
      other.app.evaluate(({ BrowserWindow }) => {
        const [window] = BrowserWindow.getAllWindows()
        return window?.isMaximized() === true && window.isFocused()
      })
    await expect.poll(hasKeyboard).toBe(true)
    await desktop.page.evaluate(() =>
      window.desktop.invoke('ringing.show', { callId: 'c1', title: 'Marta', body: 'Support' }),
    )
    await expect.poll(() => windowState(desktop.app, 'ring')).toMatchObject({ visible: true })
    expect(await hasKeyboard()).toBe(true)

    // What lies under the pointer there is the ring window, and nothing of the other.
    const bounds = (await windowState(desktop.app, 'ring'))?.bounds ?? { x: 0, y: 0 }
    const answer = await ring.getByRole('button', { name: 'Answer' }).boundingBox()
    const [x, y] = [bounds.x + (answer?.x ?? 0) + 20, bounds.y + (answer?.y ?? 0) + 10]
    const heard = await desktop.page.evaluateHandle(() => {
      const next = new Promise<unknown>((resolve) => {
        window.desktop.on('ringing.action', (action) => resolve(action))
      })
      return { next }
    })
    execFileSync('xdotool', ['mousemove', String(x), String(y), 'click', '1'])
    expect(await heard.evaluate(({ next }) => next)).toEqual({ callId: 'c1', action: 'answer' })
    await other.close()
  } finally {
    await desktop.close()
    await server.close()
    await session.close()
  }
})
