import { expect, test } from '@playwright/test'
import type { DesktopBridge } from '../../../electron/contract/bridge.ts'
import { launchDesktop, mainWindow, type LaunchedDesktop } from './launch.ts'
import { repository } from './placed-app.ts'
import { startSmallServer, type SmallServer } from './small-server.ts'

declare global {
  interface Window {
    readonly desktop: DesktopBridge
  }
}

let server: SmallServer
let desktop: LaunchedDesktop

test.beforeAll(async () => {
  server = await startSmallServer()
  desktop = await launchDesktop({ serverUrl: server.url })
})
test.afterAll(async () => {
  await desktop.close()
  await server.close()
})

test('the page has no Node, and a frozen bridge', async () => {
  const found = await desktop.page.evaluate(() => ({
    origin: location.origin,
    secure: isSecureContext,
    node: [typeof Reflect.get(window, 'process'), typeof Reflect.get(window, 'require')],
    frozen: Object.isFrozen(window.desktop) && Object.isFrozen(window.desktop.invoke),
    keys: Object.keys(window.desktop),
    replaced: Reflect.set(window, 'desktop', {}),
  }))
  expect(found).toEqual({
    origin: 'app://cordboard',
    secure: true,
    node: ['undefined', 'undefined'],
    frozen: true,
    keys: ['invoke', 'on'],
    replaced: false,
  })
  const preferences = await (
    await mainWindow(desktop)
  ).evaluate((window) => {
    // `getLastWebPreferences` is not in the published types of every version.
    const contents = window.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>
    }
    const { sandbox, contextIsolation, nodeIntegration, webSecurity } =
      contents.getLastWebPreferences()
    return { sandbox, contextIsolation, nodeIntegration, webSecurity }
  })
  expect(preferences).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
  })
})

test('a channel that is not in the contract, and a payload that does not fit, are refused', async () => {
  const replies = await desktop.page.evaluate(async () => {
    const invoke = window.desktop.invoke as unknown as (
      channel: string,
      input: unknown,
    ) => Promise<{ ok: boolean; failure?: { code: string } }>
    const unknown = await Promise.resolve()
      .then(() => invoke('fs.read', {}))
      .catch(() => 'thrown')
    const surplus = await invoke('server.get', { also: 1 })
    return { unknown, surplus: surplus.failure?.code }
  })
  expect(replies).toEqual({ unknown: 'thrown', surplus: 'invalid-request' })
})

test('the page reaches its server and, by its policy, no other', async () => {
  const found = await desktop.page.evaluate(async (url) => {
    const violation = new Promise<string>((resolve) => {
      // Only of this request: another violation may come in between.
      addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
        if (effectiveDirective === 'connect-src') resolve(effectiveDirective)
      })
    })
    const welcome = (await (await fetch(`${url}/api/welcome`)).json()) as { product: string }
    const elsewhere = await fetch('https://example.invalid/').then(
      () => 'reached',
      () => 'refused',
    )
    return { product: welcome.product, elsewhere, violation: await violation }
  }, server.url)
  expect(found).toEqual({ product: 'Cordboard', elsewhere: 'refused', violation: 'connect-src' })
})

test('the page can neither leave nor open a window', async () => {
  const before = desktop.page.url()
  await desktop.page.evaluate((url) => location.assign(url), `${server.url}/page`)
  await desktop.log.waitFor('navigation refused')
  expect(await desktop.page.evaluate((url) => window.open(url), `${server.url}/page`)).toBeNull()
  await desktop.log.waitFor('window refused')
  expect(desktop.page.url()).toBe(before)
  expect(server.seen.filter(({ path }) => path === '/page')).toEqual([])
  // The hidden ring window; there is no other.
  const pages = desktop.app.windows().map((page) => new URL(page.url()).pathname)
  expect(pages.filter((path) => path !== '/ring.html')).toEqual(['/index.html'])
})

test('our page may hear the microphone and not see the camera', async () => {
  const ask = (what: MediaStreamConstraints): Promise<string> =>
    desktop.page.evaluate(
      (what) =>
        navigator.mediaDevices.getUserMedia(what).then(
          (stream) =>
            stream
              .getTracks()
              .map((track) => track.kind)
              .join(),
          (error: unknown) => (error instanceof Error ? error.name : 'unknown'),
        ),
      what,
    )
  const found = [
    await ask({ audio: true }),
    await ask({ video: true }),
    await ask({ audio: true, video: true }),
    await desktop.page.evaluate(() => Notification.requestPermission()),
  ]
  expect(found).toEqual(['audio', 'NotAllowedError', 'NotAllowedError', 'denied'])
})

test('a page of another origin gets neither the microphone nor an answer', async () => {
  const found = await desktop.app.evaluate(
    async ({ BrowserWindow }, { url, preload }) => {
      const window = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } })
      await window.loadURL(url)
      const reply: unknown = await window.webContents.executeJavaScript(`
        Promise.all([
          window.desktop.invoke('server.get', {}).then((reply) => reply.failure?.code ?? 'answered'),
          navigator.mediaDevices.getUserMedia({ audio: true }).then(() => 'heard', (error) => error.name),
        ])`)
      window.destroy()
      return reply
    },
    { url: `${server.url}/page`, preload: `${repository}/out/preload/index.cjs` },
  )
  expect(found).toEqual(['forbidden', 'NotAllowedError'])
})
