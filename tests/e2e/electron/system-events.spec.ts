import { expect, test } from '@playwright/test'
import { startCentre } from '../harness/centre.ts'
import { agentSpeech } from '../harness/chromium.ts'
import { Desk } from '../harness/desk.ts'
import { launchDesktop, mainWindow } from './launch.ts'
import { openSignedIn } from './signed-in.ts'

test('after a sleep everything connects again, and presence follows the lock if chosen', async () => {
  const centre = await startCentre()
  const desktop = await launchDesktop({
    serverUrl: centre.url,
    fakeMicrophoneWav: agentSpeech,
    env: { CORDBOARD_DEMO: 'ada' },
  })
  try {
    const desk = new Desk(desktop.page, desktop.close)
    await desk.becomeAvailable()
    const sockets: string[] = []
    desktop.page.on('websocket', (socket) => sockets.push(new URL(socket.url()).pathname))
    await desktop.app.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'))
    // The server's, the Worker's and the Device's: none of the old ones is trusted.
    await expect.poll(() => sockets.length, { timeout: 20_000 }).toBeGreaterThanOrEqual(3)
    await desk.ready()

    const say = (event: string) =>
      desktop.app.evaluate(({ powerMonitor }, name) => powerMonitor.emit(name), event)
    await say('lock-screen')
    await desk.statusIs('Available')
    await desktop.page.evaluate(() =>
      window.desktop.invoke('settings.change', { change: { 'status.whenLocked': 'Break' } }),
    )
    await say('lock-screen')
    await desk.statusIs('Break')
    await say('unlock-screen')
    await desk.statusIs('Available')
  } finally {
    await desktop.close()
    await centre.close()
  }
})

test('while the window is hidden, timers and sound go on', async () => {
  const { desktop, close } = await openSignedIn()
  try {
    const { page } = desktop
    await (await mainWindow(desktop)).evaluate((window) => window.hide())
    const measured = await page.evaluate(async () => {
      const audio = new AudioContext()
      await audio.resume()
      const [sound, time] = [audio.currentTime, performance.now()]
      let ticks = 0
      await new Promise<void>((resolve) => {
        const timer = setInterval(() => {
          ticks += 1
          if (ticks < 60) return
          clearInterval(timer)
          resolve()
        }, 50)
      })
      return { took: performance.now() - time, heard: (audio.currentTime - sound) * 1000 }
    })
    // Throttled, a hidden page ticks once a second: sixty ticks would take a minute.
    expect(measured.took).toBeLessThan(15_000)
    expect(measured.heard).toBeGreaterThan(measured.took * 0.8)
  } finally {
    await close()
  }
})
