import { execFileSync } from 'node:child_process'
import { expect, test } from '@playwright/test'
import { missingPrograms } from './desktop-session.ts'
import { launchDesktop, mainWindow } from './launch.ts'
import { startSmallServer, type SmallServer } from './small-server.ts'

const missing = missingPrograms('xdotool')
test.skip(missing.length > 0, `not run: this machine lacks ${missing.join(', ')}`)

let server: SmallServer
test.beforeAll(async () => {
  server = await startSmallServer()
})
test.afterAll(() => server.close())

test('each key reaches the page while another program has the focus', async () => {
  const desktop = await launchDesktop({ serverUrl: server.url })
  try {
    await (await mainWindow(desktop)).evaluate((window) => window.hide())
    for (const [keys, name] of [
      ['ctrl+alt+shift+a', 'answer'],
      ['ctrl+alt+shift+m', 'toggle-mute'],
    ] as const) {
      const heard = await desktop.page.evaluateHandle(() => {
        const next = new Promise<string>((resolve) => {
          const stop = window.desktop.on('hotkey', (hotkey) => {
            stop()
            resolve(hotkey.name)
          })
        })
        return { next }
      })
      execFileSync('xdotool', ['key', keys])
      expect(await heard.evaluate(({ next }) => next)).toBe(name)
    }
  } finally {
    await desktop.close()
  }
})

test('keys of another program are reported', async () => {
  const first = await launchDesktop({ serverUrl: server.url })
  const second = await launchDesktop({ serverUrl: server.url })
  try {
    await second.page.addInitScript(() => {
      window.desktop.on('hotkeys.status', ({ keys }) => {
        const taken = keys.filter(({ state }) => state === 'taken').map(({ name }) => name)
        document.documentElement.dataset['taken'] = taken.join(' ')
      })
    })
    await second.page.reload()
    await expect(second.page.locator('html')).toHaveAttribute(
      'data-taken',
      'answer hang-up toggle-mute toggle-hold show-or-hide next-status dial-clipboard',
    )
  } finally {
    await second.close()
    await first.close()
  }
})
