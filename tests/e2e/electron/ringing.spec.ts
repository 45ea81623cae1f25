import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { expect, test } from '@playwright/test'
import { missingPrograms, startDesktopSession } from './desktop-session.ts'
import { launchDesktop } from './launch.ts'
import { makeRing } from './panels.ts'
import { startSmallServer } from './small-server.ts'

const missing = missingPrograms('dbus-daemon', 'dunst', 'dunstctl')
test.skip(missing.length > 0, `not run: this machine lacks ${missing.join(', ')}`)

test('a ringing call shows a notification, which closes with the ring', async () => {
  const session = await startDesktopSession()
  const dunst = session.start('dunst', ['-verbosity', 'debug', '-startup_notification'])
  // Its own first notification, on its output, proves that it is on the bus.
  if (dunst.stdout !== null) await once(createInterface({ input: dunst.stdout }), 'line')
  const server = await startSmallServer()
  const desktop = await launchDesktop({ serverUrl: server.url, env: session.env })
  try {
    const shown = await desktop.app.evaluateHandle(({ Notification }) => {
      const { show } = Notification.prototype
      const next = new Promise<string>((resolve) => {
        Notification.prototype.show = function () {
          this.once('show', () => resolve(`${this.title}: ${this.body}`))
          show.call(this)
        }
      })
      return { next }
    })
    const ring = makeRing('call-1', 'Incoming call', 'Marta Oliveira')
    await desktop.page.evaluate((ring) => window.desktop.invoke('ringing.show', ring), ring)
    expect(await shown.evaluate(({ next }) => next)).toBe('Incoming call: Marta Oliveira')
    const displayed = (): string => session.run('dunstctl', ['count', 'displayed'])
    await expect.poll(displayed).toBe('1')
    await desktop.page.evaluate(() => window.desktop.invoke('ringing.clear', { callId: 'call-1' }))
    await expect.poll(displayed).toBe('0')
  } finally {
    await desktop.close()
    await server.close()
    await session.close()
  }
})
